/** The state of the pipeline: instances, pending and failed records. */
@NullMarked
package io.vigia.query.pipeline;

import org.jspecify.annotations.NullMarked;
