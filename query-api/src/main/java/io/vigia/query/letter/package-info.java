/** The newest dead letters, as they are listed. */
@NullMarked
package io.vigia.query.letter;

import org.jspecify.annotations.NullMarked;
