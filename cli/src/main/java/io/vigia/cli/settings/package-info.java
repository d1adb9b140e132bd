/** {@code vigia settings}: what people set for sensors, from the command line and from files. */
@NullMarked
package io.vigia.cli.settings;

import org.jspecify.annotations.NullMarked;
