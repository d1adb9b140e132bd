/** Wires the notifier and runs it. */
@NullMarked
package io.vigia.notifier.app;

import org.jspecify.annotations.NullMarked;
