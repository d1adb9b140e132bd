/** Connects to Kafka: client settings, topic administration, bounded consumers, and the topic of models. */
@NullMarked
package io.vigia.kafka;

import org.jspecify.annotations.NullMarked;
