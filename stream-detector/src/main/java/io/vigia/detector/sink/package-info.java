/** Scores and anomalies → store. */
@NullMarked
package io.vigia.detector.sink;

import org.jspecify.annotations.NullMarked;
