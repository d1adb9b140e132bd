/** The {@code vigia} command: everything in one process, each service alone, and the tools. */
@NullMarked
package io.vigia.cli;

import org.jspecify.annotations.NullMarked;
