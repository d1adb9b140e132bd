package io.vigia.detector.topology;

import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * When a reading arrived: its Kafka timestamp. Some clients write none (-1), and such a reading arrives when it is read.
 * The time of the record before it would not do: where a whole fleet writes none it would stand still, and all readings
 * would soon seem to come from the future.
 */
final class ArrivalTime implements TimestampExtractor {
    private final InstantSource clock;

    ArrivalTime(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        return record.timestamp() >= 0 ? record.timestamp() : clock.millis();
    }
}
