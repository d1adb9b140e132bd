/** {@code vigia store}: the values and verdicts that the sink keeps. */
@NullMarked
package io.vigia.cli.store;

import org.jspecify.annotations.NullMarked;
