/** What a command shows while it works. */
@NullMarked
package io.vigia.cli.terminal;

import org.jspecify.annotations.NullMarked;
