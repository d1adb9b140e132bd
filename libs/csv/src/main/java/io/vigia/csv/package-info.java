/** Reads readings from CSV files. */
@NullMarked
package io.vigia.csv;

import org.jspecify.annotations.NullMarked;
