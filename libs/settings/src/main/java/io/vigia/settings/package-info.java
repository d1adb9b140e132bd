/** Typed settings, each with its environment variable, its default and its bounds. */
@NullMarked
package io.vigia.settings;

import org.jspecify.annotations.NullMarked;
