/** The store in memory, for one process. */
@NullMarked
package io.vigia.store.memory;

import org.jspecify.annotations.NullMarked;
