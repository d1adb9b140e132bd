/** What is said of a reading, and what a rule must be able to do. */
@NullMarked
package io.vigia.detection.judgement;

import org.jspecify.annotations.NullMarked;
