/** The mathematics of detection: windows, scaling, rules and verdicts. Pure: no Kafka, no network library, no clock, no I/O. */
@NullMarked
package io.vigia.detection;

import org.jspecify.annotations.NullMarked;
