/** A user's file of readings. */
@NullMarked
package io.vigia.contract.csv;

import org.jspecify.annotations.NullMarked;
