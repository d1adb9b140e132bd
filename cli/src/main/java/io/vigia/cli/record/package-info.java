/** {@code vigia record}: a part of a readings topic as a file, with what its replay needs. */
@NullMarked
package io.vigia.cli.record;

import org.jspecify.annotations.NullMarked;
