package io.vigia.runtime.kafka;

/** A part that can't start before the topics are there: each such bean is told by the {@link KafkaStartup}. */
@FunctionalInterface
public interface KafkaFollower {
    /**
     * The topics are there; returns when following has begun.
     *
     * @throws org.apache.kafka.common.KafkaException if Kafka has gone again: this is called once more, a second later
     */
    void follow();
}
