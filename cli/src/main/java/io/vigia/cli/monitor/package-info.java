/** {@code vigia monitor}: how a pipeline is, in a terminal. */
@NullMarked
package io.vigia.cli.monitor;

import org.jspecify.annotations.NullMarked;
