/** Vigía's own HTTP calls, as a program uses them. */
@NullMarked
package io.vigia.cli.api;

import org.jspecify.annotations.NullMarked;
