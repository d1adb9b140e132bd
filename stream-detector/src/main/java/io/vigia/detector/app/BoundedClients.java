package io.vigia.detector.app;

import io.vigia.kafka.BoundedConsumers;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/** The clients of Kafka Streams, with {@link BoundedConsumers} for readings and for changelogs. */
public final class BoundedClients implements KafkaClientSupplier {
    /** Of one poll; a restart may have millions to restore, each a small one. */
    private static final int MOST_STATES = 1_000;
    /** Several times the largest state, in bytes: what is larger is none of ours. */
    private static final int MOST_STATE_BYTES = 128 << 10;

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return BoundedConsumers.of(config);
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return BoundedConsumers.of(config, MOST_STATES, MOST_STATE_BYTES);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return BoundedConsumers.of(config);
    }
}
