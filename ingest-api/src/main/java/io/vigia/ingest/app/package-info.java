/** Wires ingest-api. */
@NullMarked
package io.vigia.ingest.app;

import org.jspecify.annotations.NullMarked;
