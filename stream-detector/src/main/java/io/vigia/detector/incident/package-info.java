/** The incidents of sensors, from the verdicts on their readings. */
@NullMarked
package io.vigia.detector.incident;

import org.jspecify.annotations.NullMarked;
