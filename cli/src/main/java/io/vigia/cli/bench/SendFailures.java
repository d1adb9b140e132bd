package io.vigia.cli.bench;

import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Keeps the first failure of many sends, so that an incomplete load is not measured. */
final class SendFailures implements Callback {
    private final AtomicReference<@Nullable Exception> first = new AtomicReference<>();

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
        if (failure != null) {
            first.compareAndSet(null, failure);
        }
    }

    /**
     * Must be called after the producer is closed.
     *
     * @throws IllegalStateException if a record was not written
     */
    void check() {
        Exception failure = first.get();
        if (failure != null) {
            throw new IllegalStateException("Kafka did not take all records of the load", failure);
        }
    }
}
