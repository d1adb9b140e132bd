package io.vigia.detector.app;

import io.vigia.kafka.BoundedConsumers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/** The clients of Kafka Streams, with {@link BoundedConsumers} for readings and for changelogs. */
public final class BoundedClients implements KafkaClientSupplier {
    /** The key in a consumer's configuration of how long after a record something may still wait for the thread, in ms. */
    static final String BUSY_MS = "vigia.busy.ms";

    /** Maximum number of records per poll; a restart may restore millions of small records. */
    private static final int MOST_STATES = 1_000;
    /** Several times the size of the largest state, in bytes; larger records are foreign. */
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
        Map<String, Object> known = new HashMap<>(config);
        return known.remove(BUSY_MS) instanceof Long busy
                ? BoundedConsumers.paced(known, Duration.ofMillis(busy))
                : BoundedConsumers.of(known);
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
