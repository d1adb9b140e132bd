/** JMH benchmarks of what every reading passes through. */
@NullMarked
package io.vigia.benchmarks;

import org.jspecify.annotations.NullMarked;
