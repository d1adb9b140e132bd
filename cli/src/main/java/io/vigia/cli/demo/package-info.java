/** A made-up day of sensors with known faults, and which of them were caught. */
@NullMarked
package io.vigia.cli.demo;

import org.jspecify.annotations.NullMarked;
