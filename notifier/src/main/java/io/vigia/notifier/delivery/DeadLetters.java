package io.vigia.notifier.delivery;

import io.vigia.contract.DeadLetter;
import io.vigia.contract.RecordHeaders;
import io.vigia.contract.Topics;
import io.vigia.kafka.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends incidents that a channel did not take to the dead letters of notifications, with the channel and the reason. */
final class DeadLetters implements AutoCloseable {
    private static final int PATIENCE_MS = 20_000;

    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;

    DeadLetters(KafkaSettings kafka) {
        topic = kafka.topics().notificationsDlq();
        Map<String, Object> config = kafka.clientConfig();
        config.put("enable.idempotence", true);
        config.put("acks", "all");
        config.put("max.block.ms", PATIENCE_MS);
        config.put("delivery.timeout.ms", PATIENCE_MS);
        config.put("request.timeout.ms", PATIENCE_MS / 2);
        config.put("max.request.size", Topics.MOST_LETTER_BYTES + Topics.BATCH_HEAD_BYTES);
        producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Sends a record, and waits for its acknowledgement.
     *
     * @throws KafkaException if it was not acknowledged
     */
    void send(ConsumerRecord<byte[], byte[]> record, String channel, String reason) throws InterruptedException {
        ProducerRecord<byte[], byte[]> letter = new DeadLetter(
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        null,
                        record.key(),
                        record.value(),
                        record.headers(),
                        channel + ": " + reason)
                .to(topic, DeadLetter.SAFE_BYTES);
        letter.headers().remove(RecordHeaders.NOTIFY_CHANNEL);
        letter.headers().add(RecordHeaders.NOTIFY_CHANNEL, channel.getBytes(StandardCharsets.UTF_8));
        try {
            producer.send(letter).get(2L * PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw new KafkaException("a dead letter was not acknowledged", failed);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
