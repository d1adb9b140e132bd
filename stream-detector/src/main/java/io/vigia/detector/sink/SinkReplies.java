package io.vigia.detector.sink;

import io.vigia.contract.DeadLetter;
import io.vigia.contract.Deleted;
import io.vigia.contract.Deletion;
import io.vigia.contract.DetectionEvent;
import io.vigia.contract.EventJson;
import io.vigia.contract.Topics;
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
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The records that the sink publishes: dead letters, one per record even if it is read again, and confirmations of
 * deletions. All are acknowledged before offsets are committed.
 */
final class SinkReplies implements AutoCloseable {
    private final Topics topics;
    private final KafkaProducer<byte[], byte[]> producer;
    private final LetterHistory history;
    private final List<Sent> sent = new ArrayList<>();

    /** @param limit maximum size of a letter; a letter that a broker refuses as too large is sent again with a smaller one */
    private record Sent(
            Future<RecordMetadata> future, @Nullable DeadLetter letter, int limit) {}

    SinkReplies(Map<String, Object> clientConfig, Topics topics) {
        this.topics = topics;
        this.history = new LetterHistory(clientConfig, topics);
        Map<String, Object> config = new java.util.HashMap<>(clientConfig);
        config.put("enable.idempotence", true);
        config.put("acks", "all");
        config.put("max.request.size", Topics.MOST_LETTER_BYTES + Topics.BATCH_HEAD_BYTES);
        this.producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Sends the record with its origin and the reason, unless it already has a letter.
     *
     * @return whether it was sent
     */
    boolean deadLetter(ConsumerRecord<byte[], byte[]> record, String reason) {
        if (history.has(record)) {
            return false;
        }
        history.add(record);
        send(
                new DeadLetter(
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        null,
                        record.key(),
                        record.value(),
                        record.headers(),
                        reason),
                Topics.MOST_LETTER_BYTES);
        return true;
    }

    private void send(DeadLetter letter, int limit) {
        sent.add(new Sent(producer.send(letter.to(topics.scoresDlq(), limit)), letter, limit));
    }

    /** Call this when partitions go to another sink, which may write letters for them before they return. */
    void partitionsWent() {
        history.forget();
    }

    void deleted(Deletion deletion) {
        sent.add(new Sent(
                producer.send(new ProducerRecord<>(
                        topics.detections(),
                        deletion.sensor().getBytes(StandardCharsets.UTF_8),
                        EventJson.write((DetectionEvent) new Deleted(deletion.id())))),
                null,
                0));
    }

    /**
     * Waits until everything sent is acknowledged.
     *
     * @throws KafkaException if a record is not acknowledged; the offsets must not be committed then
     */
    void await() throws InterruptedException {
        while (!sent.isEmpty()) {
            producer.flush();
            List<Sent> flushed = List.copyOf(sent);
            sent.clear();
            for (Sent one : flushed) {
                await(one);
            }
        }
    }

    private void await(Sent one) throws InterruptedException {
        try {
            one.future().get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RecordTooLargeException && one.letter() != null && one.limit() > 0) {
                send(one.letter(), one.limit() > DeadLetter.SAFE_BYTES ? DeadLetter.SAFE_BYTES : 0);
            } else {
                history.forget();
                throw new KafkaException("a dead letter or a confirmation was not acknowledged", failed.getCause());
            }
        }
    }

    @Override
    public void close() {
        producer.close(java.time.Duration.ofSeconds(5));
    }
}
