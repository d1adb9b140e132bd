/** Which sensors send nothing any more, from the arrivals of readings. */
@NullMarked
package io.vigia.detector.silence;

import org.jspecify.annotations.NullMarked;
