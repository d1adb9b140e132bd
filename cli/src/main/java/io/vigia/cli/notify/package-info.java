/** {@code vigia notify}: checks the notification file and tries its channels. */
@NullMarked
package io.vigia.cli.notify;

import org.jspecify.annotations.NullMarked;
