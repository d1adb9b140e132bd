package io.vigia.detector.topology;

import io.vigia.contract.ReadingRecord;
import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/** The time of arrival of a reading: its Kafka timestamp, or now if that is invalid. */
final class ArrivalTime implements TimestampExtractor {
    private final InstantSource clock;

    ArrivalTime(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        long now = clock.millis();
        return ReadingRecord.isStamped(record.timestamp(), now) ? record.timestamp() : now;
    }
}
