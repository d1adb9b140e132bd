/** Writes accepted readings to the log, and returns verdicts from the log to waiting callers. */
@NullMarked
package io.vigia.ingest.kafka;

import org.jspecify.annotations.NullMarked;
