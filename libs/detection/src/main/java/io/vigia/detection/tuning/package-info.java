/** What people may set about the verdicts on a sensor. */
@NullMarked
package io.vigia.detection.tuning;

import org.jspecify.annotations.NullMarked;
