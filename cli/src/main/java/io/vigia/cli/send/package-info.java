/** Sends a file and says what came of it. */
@NullMarked
package io.vigia.cli.send;

import org.jspecify.annotations.NullMarked;
