/** Sends notifications: over HTTP and by mail. */
@NullMarked
package io.vigia.notifier.channel;

import org.jspecify.annotations.NullMarked;
