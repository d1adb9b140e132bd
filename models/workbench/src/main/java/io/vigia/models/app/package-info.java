/** The {@code vigia model} command. */
@NullMarked
package io.vigia.models.app;

import org.jspecify.annotations.NullMarked;
