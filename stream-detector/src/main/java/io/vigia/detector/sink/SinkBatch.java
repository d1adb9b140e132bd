package io.vigia.detector.sink;

import io.vigia.store.StoreWrite;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Records for the store, each with its write, in the order of their partitions; and records without a write, which go to the
 * dead letters or are skipped.
 */
final class SinkBatch {
    private static final long LARGE_BYTES = 32 << 20;

    private List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    private List<StoreWrite> writes = new ArrayList<>();

    private List<Letter> letters = new ArrayList<>();
    private int taken;
    private long letterBytes;

    /** A record that goes to the dead letters. */
    record Letter(ConsumerRecord<byte[], byte[]> record, String reason) {}

    /** Adds a record for the dead letters. */
    void refuse(ConsumerRecord<byte[], byte[]> record, String reason) {
        letters.add(new Letter(record, reason));
        letterBytes += Math.max(0, record.serializedValueSize());
    }

    /** Whether it has so many records for the dead letters that it should not grow. */
    boolean isLarge() {
        return letterBytes > LARGE_BYTES;
    }

    List<Letter> letters() {
        return letters;
    }

    /** Counts a fetched record, whatever its result. */
    void take() {
        taken++;
    }

    /** The number of fetched records. */
    int taken() {
        return taken;
    }

    void add(ConsumerRecord<byte[], byte[]> record, StoreWrite write) {
        records.add(record);
        writes.add(write);
    }

    List<StoreWrite> writes() {
        return writes;
    }

    /** The number of writes. */
    int size() {
        return writes.size();
    }

    /** The record of this write. */
    ConsumerRecord<byte[], byte[]> recordOf(StoreWrite write) {
        for (int i = 0; i < writes.size(); i++) {
            if (writes.get(i) == write) {
                return records.get(i);
            }
        }
        throw new IllegalArgumentException("not of this batch: " + write);
    }

    /** Removes the records of lost partitions. */
    void drop(Collection<TopicPartition> lost) {
        List<ConsumerRecord<byte[], byte[]>> keptRecords = new ArrayList<>();
        List<StoreWrite> keptWrites = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            ConsumerRecord<byte[], byte[]> record = records.get(i);
            if (!lost.contains(partition(record))) {
                keptRecords.add(record);
                keptWrites.add(writes.get(i));
            }
        }
        records = keptRecords;
        writes = keptWrites;
        letters = new ArrayList<>(letters.stream()
                .filter(letter -> !lost.contains(partition(letter.record())))
                .toList());
    }

    private static TopicPartition partition(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }
}
