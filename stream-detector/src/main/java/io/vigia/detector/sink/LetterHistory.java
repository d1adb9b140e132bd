package io.vigia.detector.sink;

import io.vigia.contract.RecordHeaders;
import io.vigia.contract.Topics;
import io.vigia.kafka.BoundedConsumers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * The records that already have a dead letter. A sink reads records again after a failure, after a rewind and, with a store in
 * memory, at each start, and must not write their letters again. Loaded from the dead letters before the first one is written,
 * and again after partitions were taken over from another sink. Not thread-safe.
 */
final class LetterHistory {
    /** How far back the dead letters are read, in offsets per partition; older ones may be written twice. */
    private static final long LOOK_BACK = 10_000;

    /** Only the headers are read. */
    private static final int LETTERS_AT_ONCE = 500;

    private static final Duration POLL = Duration.ofMillis(200);

    private record Place(String topic, int partition, long offset) {}

    private final Map<String, Object> clientConfig;
    private final Topics topics;
    private @Nullable Set<Place> known;

    LetterHistory(Map<String, Object> clientConfig, Topics topics) {
        this.clientConfig = clientConfig;
        this.topics = topics;
    }

    /** Whether a record already has a letter. */
    boolean has(ConsumerRecord<?, ?> record) {
        return known().contains(place(record));
    }

    /** Records that a record has a letter. */
    void add(ConsumerRecord<?, ?> record) {
        known().add(place(record));
    }

    /** Discards the loaded letters, because another sink may have written letters meanwhile. */
    void forget() {
        known = null;
    }

    private static Place place(ConsumerRecord<?, ?> record) {
        return new Place(record.topic(), record.partition(), record.offset());
    }

    private Set<Place> known() {
        Set<Place> read = known;
        if (read == null) {
            read = read();
            known = read;
        }
        return read;
    }

    private Set<Place> read() {
        Map<String, Object> config = new HashMap<>(clientConfig);
        config.put("enable.auto.commit", false);
        config.put("auto.offset.reset", "earliest");
        config.put("allow.auto.create.topics", false);
        try (KafkaConsumer<byte[], byte[]> consumer = BoundedConsumers.of(config, LETTERS_AT_ONCE, 0)) {
            List<TopicPartition> partitions = partitions(topics.scoresDlq());
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.beginningOffsets(partitions)
                    .forEach((partition, begin) ->
                            consumer.seek(partition, Math.max(begin, end(ends, partition) - LOOK_BACK)));
            Set<Place> places = new HashSet<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < end(ends, partition))) {
                consumer.poll(POLL).forEach(letter -> note(letter, places));
            }
            keepExisting(places, consumer);
            return places;
        }
    }

    /** Ignores letters from before the topic was recreated, because they do not refer to its current records. */
    private void keepExisting(Set<Place> places, KafkaConsumer<?, ?> consumer) {
        List<TopicPartition> origins = new ArrayList<>(partitions(topics.scores()));
        origins.addAll(partitions(topics.anomalies()));
        // The consumer would log warnings for partitions that are not assigned.
        consumer.assign(origins);
        Map<TopicPartition, Long> ends = consumer.endOffsets(origins);
        places.removeIf(place -> place.offset() >= end(ends, new TopicPartition(place.topic(), place.partition())));
    }

    private static long end(Map<TopicPartition, Long> ends, TopicPartition partition) {
        return ends.getOrDefault(partition, 0L);
    }

    private static List<TopicPartition> partitions(String topic) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (int number = 0; number < Topics.PARTITIONS; number++) {
            partitions.add(new TopicPartition(topic, number));
        }
        return partitions;
    }

    private static void note(ConsumerRecord<?, ?> letter, Collection<Place> places) {
        try {
            places.add(new Place(
                    header(letter, "topic"),
                    Integer.parseInt(header(letter, "partition")),
                    Long.parseLong(header(letter, "offset"))));
        } catch (NumberFormatException foreign) {
            // Not a letter of ours.
        }
    }

    private static String header(ConsumerRecord<?, ?> letter, String name) {
        Header header = letter.headers().lastHeader(RecordHeaders.DEAD_LETTER + name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
