/** From the incidents topic to the channels: routing, queues, retries and offsets. */
@NullMarked
package io.vigia.notifier.delivery;

import org.jspecify.annotations.NullMarked;
