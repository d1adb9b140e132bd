package io.vigia.runtime.kafka;

/** A component that cannot start before the topics exist; {@link KafkaStartup} notifies each such bean. */
@FunctionalInterface
public interface KafkaFollower {
    /**
     * Starts following, because the topics now exist; returns once it has started.
     *
     * @throws org.apache.kafka.common.KafkaException if Kafka is unavailable again: the call is repeated a second later
     */
    void follow();
}
