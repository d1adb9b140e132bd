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
 * Which records have a dead letter already. A sink reads records again after a failure, after a rewind and, with a store in
 * memory, at each start; it must not write their letters again. Read from the dead letters when the first one is due, and
 * again when partitions have come from another sink. For one thread.
 */
final class LetterHistory {
    /** How far the dead letters are read back, in offsets of each partition; what is older may be written twice. */
    private static final long LOOK_BACK = 10_000;

    /** Only their headers are read. */
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

    /** Whether a record has a letter. */
    boolean has(ConsumerRecord<?, ?> record) {
        return known().contains(place(record));
    }

    /** A record has a letter from now on. */
    void add(ConsumerRecord<?, ?> record) {
        known().add(place(record));
    }

    /** Another sink may have written letters since they were read. */
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

    /** Letters of a topic that was deleted and made again say nothing of the records that lie there now. */
    private void keepExisting(Set<Place> places, KafkaConsumer<?, ?> consumer) {
        List<TopicPartition> origins = new ArrayList<>(partitions(topics.scores()));
        origins.addAll(partitions(topics.anomalies()));
        // Of partitions that are not assigned the consumer would warn.
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
