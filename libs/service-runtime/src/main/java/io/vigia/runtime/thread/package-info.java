/** Threads that services start. */
@NullMarked
package io.vigia.runtime.thread;

import org.jspecify.annotations.NullMarked;
