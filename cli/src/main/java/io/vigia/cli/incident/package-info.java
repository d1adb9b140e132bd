/** {@code vigia incidents}: what is wrong with sensors, and since when. */
@NullMarked
package io.vigia.cli.incident;

import org.jspecify.annotations.NullMarked;
