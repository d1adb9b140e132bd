/** From accepted readings to the log, and from the log back to who waits. */
@NullMarked
package io.vigia.ingest.kafka;

import org.jspecify.annotations.NullMarked;
