/** The output of commands in a terminal. */
@NullMarked
package io.vigia.cli.terminal;

import org.jspecify.annotations.NullMarked;
