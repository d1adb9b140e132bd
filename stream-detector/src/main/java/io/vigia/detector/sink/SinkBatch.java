package io.vigia.detector.sink;

import io.vigia.store.StoreWrite;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Records on their way to the store, each with the write that it asks for, in the order of their partitions. */
final class SinkBatch {
    private List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    private List<StoreWrite> writes = new ArrayList<>();

    void add(ConsumerRecord<byte[], byte[]> record, StoreWrite write) {
        records.add(record);
        writes.add(write);
    }

    List<StoreWrite> writes() {
        return writes;
    }

    int size() {
        return writes.size();
    }

    /** The record that asked for this very write. */
    ConsumerRecord<byte[], byte[]> recordOf(StoreWrite write) {
        for (int i = 0; i < writes.size(); i++) {
            if (writes.get(i) == write) {
                return records.get(i);
            }
        }
        throw new IllegalArgumentException("not of this batch: " + write);
    }

    /** Leaves out what belongs to partitions that are no longer ours. */
    void drop(Collection<TopicPartition> lost) {
        List<ConsumerRecord<byte[], byte[]>> keptRecords = new ArrayList<>();
        List<StoreWrite> keptWrites = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            ConsumerRecord<byte[], byte[]> record = records.get(i);
            if (!lost.contains(new TopicPartition(record.topic(), record.partition()))) {
                keptRecords.add(record);
                keptWrites.add(writes.get(i));
            }
        }
        records = keptRecords;
        writes = keptWrites;
    }
}
