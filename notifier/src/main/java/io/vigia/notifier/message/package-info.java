/** What a notification says, independent of how it is sent. */
@NullMarked
package io.vigia.notifier.message;

import org.jspecify.annotations.NullMarked;
