/** The parts of the rule {@code adaptive-2}: each compares one property of a reading with what its sensor has shown. */
@NullMarked
package io.vigia.detection.rule;

import org.jspecify.annotations.NullMarked;
