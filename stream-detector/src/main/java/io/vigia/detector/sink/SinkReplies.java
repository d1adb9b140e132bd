package io.vigia.detector.sink;

import io.vigia.contract.Deleted;
import io.vigia.contract.Deletion;
import io.vigia.contract.DetectionEvent;
import io.vigia.contract.EventJson;
import io.vigia.contract.kafka.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What the sink itself publishes: dead letters and confirmations of deletions, acknowledged before offsets move. */
final class SinkReplies implements AutoCloseable {
    private final Topics topics;
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();

    SinkReplies(Map<String, Object> clientConfig, Topics topics) {
        this.topics = topics;
        Map<String, Object> config = new java.util.HashMap<>(clientConfig);
        config.put("enable.idempotence", true);
        config.put("acks", "all");
        this.producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** The record, byte for byte, with where it came from and why. */
    void deadLetter(ConsumerRecord<byte[], byte[]> record, String reason) {
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(topics.scoresDlq(), null, record.key(), record.value(), record.headers());
        Headers headers = letter.headers();
        // The names that Kafka Streams gives to the same facts on the readings' dead letters.
        header(headers, "__streams.errors.message", reason);
        header(headers, "__streams.errors.topic", record.topic());
        header(headers, "__streams.errors.partition", Integer.toString(record.partition()));
        header(headers, "__streams.errors.offset", Long.toString(record.offset()));
        sent.add(producer.send(letter));
    }

    void deleted(Deletion deletion) {
        sent.add(producer.send(new ProducerRecord<>(
                topics.detections(),
                deletion.sensor().getBytes(StandardCharsets.UTF_8),
                EventJson.write((DetectionEvent) new Deleted(deletion.id())))));
    }

    /**
     * Waits until everything sent is acknowledged.
     *
     * @throws KafkaException if something is not; the offsets must not be committed then
     */
    void await() throws InterruptedException {
        if (sent.isEmpty()) {
            return;
        }
        producer.flush();
        try {
            for (Future<RecordMetadata> future : sent) {
                future.get();
            }
        } catch (ExecutionException failed) {
            throw new KafkaException("a dead letter or a confirmation was not acknowledged", failed.getCause());
        } finally {
            sent.clear();
        }
    }

    @Override
    public void close() {
        producer.close(java.time.Duration.ofSeconds(5));
    }

    private static void header(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
