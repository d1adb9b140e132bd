/** A user's file of readings. */
@NullMarked
package io.vigia.cli.csv;

import org.jspecify.annotations.NullMarked;
