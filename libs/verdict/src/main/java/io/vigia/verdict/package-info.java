/** The terms of a verdict, shared by the detection and the events. Uses nothing but the JDK. */
@NullMarked
package io.vigia.verdict;

import org.jspecify.annotations.NullMarked;
