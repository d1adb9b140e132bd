package io.vigia.cli.kafka;

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
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * The committed records of one topic between offsets: each partition in its order, and between partitions the one that
 * arrived first, of equal times the lower partition. So the same records always come in the same order, whatever comes
 * over the wire first. Without a consumer group: it leaves no trace.
 */
public final class RecordFeed implements Feed {
    private static final Duration POLL = Duration.ofMillis(200);
    /** Records of one partition that wait for the others; a few hundred bytes each. */
    private static final int MOST_WAITING = 4_000;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> to;
    private final Map<TopicPartition, Deque<ConsumerRecord<byte[], byte[]>>> waiting =
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
        config.put("max.poll.records", 2_000);
        this.consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.to = to;
        for (TopicPartition partition : to.keySet()) {
            if (from.getOrDefault(partition, 0L) < to.getOrDefault(partition, 0L)) {
                waiting.put(partition, new ArrayDeque<>());
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
        while (waiting.values().stream().anyMatch(Deque::isEmpty)) {
            Set<TopicPartition> full = new HashSet<>();
            waiting.forEach((partition, records) -> {
                if (records.size() >= MOST_WAITING) {
                    full.add(partition);
                }
            });
            consumer.resume(consumer.assignment());
            consumer.pause(full);
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                Deque<ConsumerRecord<byte[], byte[]>> queue = waiting.get(partition);
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
        Deque<ConsumerRecord<byte[], byte[]>> best = null;
        for (Deque<ConsumerRecord<byte[], byte[]>> queue : waiting.values()) {
            if (best == null || queue.getFirst().timestamp() < best.getFirst().timestamp()) {
                best = queue;
            }
        }
        return best == null ? null : best.removeFirst();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
