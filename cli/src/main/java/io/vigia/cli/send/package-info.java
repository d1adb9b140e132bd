/** Sends a file and reports its verdicts. */
@NullMarked
package io.vigia.cli.send;

import org.jspecify.annotations.NullMarked;
