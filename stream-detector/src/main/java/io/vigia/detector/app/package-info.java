/** Wires the stream detector and runs it. */
@NullMarked
package io.vigia.detector.app;

import org.jspecify.annotations.NullMarked;
