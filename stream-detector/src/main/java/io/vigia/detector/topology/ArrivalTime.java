package io.vigia.detector.topology;

import java.time.Duration;
import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * When a reading arrived: its Kafka timestamp. Some clients write none (-1), some write microseconds, which a broker may take
 * into this topic and refuse in those that verdicts go to; such a reading arrives when it is read. The time of the record
 * before it would not do: where a whole fleet writes none it would stand still, and all readings would soon seem to come
 * from the future.
 */
final class ArrivalTime implements TimestampExtractor {
    /** Longer than any clock is wrong that we know. */
    private static final long MOST_AHEAD_MS = Duration.ofDays(1).toMillis();

    private final InstantSource clock;

    ArrivalTime(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        long now = clock.millis();
        return record.timestamp() < 0 || record.timestamp() - now > MOST_AHEAD_MS ? now : record.timestamp();
    }
}
