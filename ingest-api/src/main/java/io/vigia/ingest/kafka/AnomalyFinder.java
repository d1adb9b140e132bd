package io.vigia.ingest.kafka;

import io.vigia.contract.EventJson;
import io.vigia.contract.InvalidEventException;
import io.vigia.contract.Score;
import io.vigia.kafka.BoundedConsumers;
import io.vigia.kafka.KafkaSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Finds an anomaly in its topic by its id. An id that Vigía gave says when its reading arrived, so a few minutes are read; of other ids
 * the latest {@value #LATEST} anomalies of each partition. Thread-safe; one search at a time.
 */
public final class AnomalyFinder {
    static final int LATEST = 10_000;

    private static final int TIME_ORDERED = 7;
    /** Clocks of replicas may differ by so much. */
    private static final long BEFORE_MS = Duration.ofMinutes(1).toMillis();
    /** So long an id may wait until Kafka has its reading. */
    private static final long AFTER_MS = Duration.ofMinutes(10).toMillis();

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Map<String, Object> config;
    private final String topic;

    /** Connects at each search. */
    public AnomalyFinder(KafkaSettings kafka) {
        config = kafka.clientConfig();
        config.put("isolation.level", "read_committed");
        config.put("enable.auto.commit", false);
        config.put("allow.auto.create.topics", false);
        config.put("default.api.timeout.ms", (int) PATIENCE.toMillis());
        topic = kafka.topics().anomalies();
    }

    /**
     * The anomaly with an id; null if there is none.
     *
     * @throws org.apache.kafka.common.KafkaException if Kafka does not answer in time
     */
    public synchronized @Nullable Score find(String id) {
        long arrived = arrival(id);
        try (KafkaConsumer<byte[], byte[]> consumer = BoundedConsumers.of(config)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            // Before it asks for offsets: it warns of those of partitions that are not its own.
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Map<TopicPartition, Long> starts =
                    arrived < 0 ? latest(consumer, ends) : since(consumer, partitions, arrived - BEFORE_MS);
            starts.entrySet().removeIf(start -> start.getValue() >= ends.getOrDefault(start.getKey(), 0L));
            long latest = arrived < 0 ? Long.MAX_VALUE : arrived + AFTER_MS;
            return search(consumer, starts, ends, latest, id);
        }
    }

    /** When a time-ordered id (RFC 9562) was made, epoch milliseconds; -1 of another id. */
    private static long arrival(String id) {
        try {
            UUID uuid = UUID.fromString(id);
            return uuid.version() == TIME_ORDERED ? uuid.getMostSignificantBits() >>> 16 : -1;
        } catch (IllegalArgumentException other) {
            return -1;
        }
    }

    private static Map<TopicPartition, Long> since(
            KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions, long time) {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, Math.max(0, time)));
        Map<TopicPartition, Long> starts = new HashMap<>();
        for (Map.Entry<TopicPartition, OffsetAndTimestamp> found :
                consumer.offsetsForTimes(times).entrySet()) {
            if (found.getValue() != null) {
                starts.put(found.getKey(), found.getValue().offset());
            }
        }
        return starts;
    }

    private static Map<TopicPartition, Long> latest(
            KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> starts = new HashMap<>(consumer.beginningOffsets(ends.keySet()));
        starts.replaceAll((partition, beginning) -> Math.max(beginning, ends.getOrDefault(partition, 0L) - LATEST));
        return starts;
    }

    private static @Nullable Score search(
            KafkaConsumer<byte[], byte[]> consumer,
            Map<TopicPartition, Long> starts,
            Map<TopicPartition, Long> ends,
            long latest,
            String id) {
        Set<TopicPartition> unread = new HashSet<>(starts.keySet());
        consumer.assign(starts.keySet());
        starts.forEach(consumer::seek);
        Score found = null;
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!unread.isEmpty()) {
            if (System.nanoTime() > end) {
                throw new TimeoutException("the anomalies could not be read in " + PATIENCE.toSeconds() + " s");
            }
            Set<TopicPartition> read = new HashSet<>();
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                Score anomaly = read(record);
                if (anomaly != null && anomaly.id().equals(id)) {
                    found = anomaly;
                }
                if (record.timestamp() > latest) {
                    read.add(new TopicPartition(record.topic(), record.partition()));
                }
            }
            if (found != null) {
                return found;
            }
            for (TopicPartition partition : unread) {
                if (consumer.position(partition) >= ends.getOrDefault(partition, 0L)) {
                    read.add(partition);
                }
            }
            unread.removeAll(read);
            consumer.pause(read);
        }
        return null;
    }

    private static @Nullable Score read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return EventJson.readVerdict(record.value()).score();
        } catch (InvalidEventException foreign) {
            return null;
        }
    }
}
