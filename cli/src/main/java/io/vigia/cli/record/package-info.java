/** {@code vigia record}: writes a part of a readings topic to a file, with everything that a replay needs. */
@NullMarked
package io.vigia.cli.record;

import org.jspecify.annotations.NullMarked;
