/** Stores of values and verdicts: a projection of the topics that can be deleted and rebuilt. */
@NullMarked
package io.vigia.store;

import org.jspecify.annotations.NullMarked;
