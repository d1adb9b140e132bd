/** The words of a verdict, which the maths and the events share. The JDK alone. */
@NullMarked
package io.vigia.verdict;

import org.jspecify.annotations.NullMarked;
