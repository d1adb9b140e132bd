/** {@code vigia store}: the store of values and verdicts. */
@NullMarked
package io.vigia.cli.store;

import org.jspecify.annotations.NullMarked;
