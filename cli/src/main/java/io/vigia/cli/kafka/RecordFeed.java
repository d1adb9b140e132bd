package io.vigia.cli.kafka;

import io.vigia.kafka.BoundedConsumers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The committed records of one topic between offsets: each partition in its order, and between partitions the one that
 * arrived first, of equal times the lower partition. So the same records always come in the same order, whatever comes
 * over the wire first. Without a consumer group: it leaves no trace.
 */
public final class RecordFeed implements Feed {
    private static final Duration POLL = Duration.ofMillis(200);
    /** Records of one partition that wait for the others; a few hundred bytes each, if they are events. */
    private static final int MOST_WAITING = 4_000;

    private static final long MOST_WAITING_BYTES = 4 << 20;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> to;
    private final Map<TopicPartition, Queue> waiting =
            new TreeMap<>((one, other) -> Integer.compare(one.partition(), other.partition()));

    /**
     * @param from the first offset of each partition
     * @param to the offset after the last one of each partition, at most its committed end
     */
    public RecordFeed(Map<String, Object> clientConfig, Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {
        Map<String, Object> config = new HashMap<>(clientConfig);
        config.put("isolation.level", "read_committed");
        config.put("enable.auto.commit", false);
        config.put("auto.offset.reset", "earliest");
        config.put("allow.auto.create.topics", false);
        this.consumer = BoundedConsumers.of(config);
        this.to = to;
        for (TopicPartition partition : to.keySet()) {
            if (from.getOrDefault(partition, 0L) < to.getOrDefault(partition, 0L)) {
                waiting.put(partition, new Queue());
            }
        }
        consumer.assign(waiting.keySet());
        waiting.keySet().forEach(partition -> consumer.seek(partition, from.getOrDefault(partition, 0L)));
    }

    @Override
    public @Nullable ConsumerRecord<byte[], byte[]> next() {
        fill();
        return earliest();
    }

    /** Reads until each partition has a record waiting or is at its end. */
    private void fill() {
        waiting.entrySet().removeIf(one -> one.getValue().isEmpty() && ended(one.getKey()));
        while (waiting.values().stream().anyMatch(Queue::isEmpty)) {
            Set<TopicPartition> full = new HashSet<>();
            waiting.forEach((partition, queue) -> {
                if (queue.isFull()) {
                    full.add(partition);
                }
            });
            consumer.resume(consumer.assignment());
            consumer.pause(full);
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                Queue queue = waiting.get(partition);
                if (queue != null && record.offset() < to.getOrDefault(partition, 0L)) {
                    queue.add(record);
                }
            }
            waiting.entrySet().removeIf(one -> one.getValue().isEmpty() && ended(one.getKey()));
        }
    }

    private boolean ended(TopicPartition partition) {
        return consumer.position(partition) >= to.getOrDefault(partition, 0L);
    }

    private @Nullable ConsumerRecord<byte[], byte[]> earliest() {
        Queue best = null;
        for (Queue queue : waiting.values()) {
            if (best == null || queue.first().timestamp() < best.first().timestamp()) {
                best = queue;
            }
        }
        return best == null ? null : best.removeFirst();
    }

    /** Records of one partition, in order. */
    private static final class Queue {
        private final Deque<ConsumerRecord<byte[], byte[]>> records = new ArrayDeque<>();
        private long bytes;

        boolean isEmpty() {
            return records.isEmpty();
        }

        boolean isFull() {
            return records.size() >= MOST_WAITING || bytes >= MOST_WAITING_BYTES;
        }

        void add(ConsumerRecord<byte[], byte[]> record) {
            records.add(record);
            bytes += bytes(record);
        }

        ConsumerRecord<byte[], byte[]> first() {
            return records.getFirst();
        }

        ConsumerRecord<byte[], byte[]> removeFirst() {
            ConsumerRecord<byte[], byte[]> first = records.removeFirst();
            bytes -= bytes(first);
            return first;
        }

        private static int bytes(ConsumerRecord<byte[], byte[]> record) {
            return record.value() == null ? 0 : record.value().length;
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
