/** The mathematics of detection: windows, scaling, rules and verdicts. Pure: the JDK alone, no clock, no I/O. */
@NullMarked
package io.vigia.detection;

import org.jspecify.annotations.NullMarked;
