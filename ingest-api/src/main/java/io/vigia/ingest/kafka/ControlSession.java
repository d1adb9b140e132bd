package io.vigia.ingest.kafka;

import io.vigia.contract.EventJson;
import io.vigia.contract.InvalidEventException;
import io.vigia.contract.Topics;
import io.vigia.kafka.BoundedConsumers;
import io.vigia.kafka.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to write what people decide of one kind: to a compacted topic, and as events among the readings. It begins by taking the
 * right from every other session, of whatever replica, whose writes fail from then on; so the documents that it then reads stay the
 * current ones for as long as its own writes succeed. Not thread-safe.
 *
 * @param <D> a document
 */
final class ControlSession<D> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlSession.class);
    private static final int PATIENCE_MS = 10_000;
    private static final Duration POLL = Duration.ofMillis(200);

    private final Topics topics;
    private final ControlKind<D> kind;
    private final TopicPartition partition;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<String, D> documents = new HashMap<>();

    /** @throws KafkaException if Kafka or the topic is unavailable */
    ControlSession(KafkaSettings kafka, ControlKind<D> kind) {
        this.kind = kind;
        topics = kafka.topics();
        partition = new TopicPartition(kind.topic(), 0);
        Map<String, Object> config = kafka.clientConfig();
        config.put("transactional.id", topics.prefix() + "-" + kind.name() + "-change");
        config.put("transaction.timeout.ms", Topics.MOST_TRANSACTION_MS);
        config.put("max.block.ms", PATIENCE_MS);
        config.put("delivery.timeout.ms", PATIENCE_MS);
        config.put("request.timeout.ms", PATIENCE_MS / 2);
        producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
            read(kafka);
        } catch (RuntimeException failed) {
            close();
            throw failed;
        }
    }

    private void read(KafkaSettings kafka) {
        Map<String, Object> config = kafka.clientConfig();
        // What another session has begun is either complete or aborted by now.
        config.put("isolation.level", "read_committed");
        config.put("enable.auto.commit", false);
        config.put("auto.offset.reset", "earliest");
        config.put("allow.auto.create.topics", false);
        config.put("default.api.timeout.ms", PATIENCE_MS);
        config.put("request.timeout.ms", PATIENCE_MS / 2);
        config.put("fetch.max.wait.ms", 20);
        long deadline = System.nanoTime() + Duration.ofMillis(PATIENCE_MS).toNanos();
        try (KafkaConsumer<byte[], byte[]> consumer = BoundedConsumers.of(config)) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                if (System.nanoTime() - deadline > 0) {
                    throw new TimeoutException(partition + " could not be read within " + PATIENCE_MS + " ms");
                }
                consumer.poll(POLL).forEach(this::take);
            }
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            Map.Entry<String, @Nullable D> read = kind.reader().read(record.key(), record.value());
            note(read.getKey(), read.getValue());
        } catch (InvalidEventException foreign) {
            LOG.warn("Skipped the record {}@{}: {}", record.topic(), record.offset(), foreign.getMessage());
        }
    }

    private void note(String key, @Nullable D document) {
        if (document == null) {
            documents.remove(key);
        } else {
            documents.put(key, document);
        }
    }

    /** All documents; changes with {@link #write}. */
    Map<String, D> documents() {
        return documents;
    }

    /**
     * Writes a change: to the topic of the documents and to every partition of the readings, or nowhere.
     *
     * @throws KafkaException if it may not have been written; the session cannot be used any more then
     */
    void write(String key, ControlLog.Write<D> change) {
        D document = change.document();
        producer.beginTransaction();
        send(new ProducerRecord<>(
                partition.topic(),
                partition.partition(),
                key.getBytes(StandardCharsets.UTF_8),
                document == null ? null : kind.writer().apply(document)));
        byte[] event = EventJson.write(change.event());
        for (int readings = 0; readings < Topics.PARTITIONS; readings++) {
            send(new ProducerRecord<>(
                    topics.readings(), readings, change.event().recordKey(), event));
        }
        producer.commitTransaction();
        note(key, document);
    }

    /** Within the transaction, whose commit fails if this does. */
    private void send(ProducerRecord<byte[], byte[]> record) {
        var unused = producer.send(record);
    }

    /** Does not wait: an open transaction is aborted by the next session. */
    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
