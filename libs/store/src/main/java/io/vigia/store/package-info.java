/** Where values and verdicts are kept for reading: a projection of the topics that can be dropped and rebuilt. */
@NullMarked
package io.vigia.store;

import org.jspecify.annotations.NullMarked;
