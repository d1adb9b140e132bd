/** Starts a service once Kafka is reachable, and publishes client metrics. */
@NullMarked
package io.vigia.runtime.kafka;

import org.jspecify.annotations.NullMarked;
