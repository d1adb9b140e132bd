/** What all commands have in common: their errors, options and progress. */
@NullMarked
package io.vigia.terminal;

import org.jspecify.annotations.NullMarked;
