/** {@code vigia replay}: the readings again, under a prefix of their own, beside what was said of them the first time. */
@NullMarked
package io.vigia.cli.replay;

import org.jspecify.annotations.NullMarked;
