/** How the pipeline is: its instances, what waits, what was refused. */
@NullMarked
package io.vigia.query.pipeline;

import org.jspecify.annotations.NullMarked;
