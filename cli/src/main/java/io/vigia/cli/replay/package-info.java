/** {@code vigia replay}: scores readings again under a separate prefix and compares the verdicts with the original ones. */
@NullMarked
package io.vigia.cli.replay;

import org.jspecify.annotations.NullMarked;
