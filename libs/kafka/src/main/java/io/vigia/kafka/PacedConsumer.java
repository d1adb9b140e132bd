package io.vigia.kafka;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** A consumer whose polls block for longer while its thread is idle, as {@link PollPace} says. */
final class PacedConsumer extends KafkaConsumer<byte[], byte[]> {
    private final PollPace pace;

    PacedConsumer(Map<String, Object> config, BoundedBytes keys, BoundedBytes values, PollPace pace) {
        super(config, keys, values);
        this.pace = pace;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        ConsumerRecords<byte[], byte[]> records = super.poll(pace.timeout(timeout));
        if (!records.isEmpty()) {
            pace.received();
        }
        return records;
    }
}
