package io.vigia.models.compare;

import io.vigia.contract.EventJson;
import io.vigia.contract.InvalidEventException;
import io.vigia.contract.Score;
import io.vigia.contract.SensorPattern;
import io.vigia.kafka.BoundedConsumers;
import io.vigia.kafka.KafkaSettings;
import io.vigia.models.WorkbenchException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What a shadow said of the readings that the first model judged too. Both topics hold a sensor's scores in the order of
 * its readings; a score has its counterpart in the one with the same sensor and id.
 */
public final class ShadowComparison {
    /** The most scores of a shadow that are compared at once: some 250 bytes each. */
    public static final int MOST_SCORES = 4_000_000;

    private static final Duration POLL = Duration.ofMillis(500);
    private static final int PATIENCE_MS = 20_000;

    private final KafkaSettings kafka;
    private final SensorPattern sensors;
    private final Map<String, Map<String, Deque<Said>>> shadow = new HashMap<>();
    private final Map<String, Rows> rows = new TreeMap<>();
    private final Set<String> models = new TreeSet<>();
    private final Set<String> shadowModels = new TreeSet<>();
    private int scores;

    /** A verdict, as far as it is compared. */
    private record Said(boolean anomaly, boolean alarm, double error) {
        static Said of(Score score) {
            return new Said(score.anomaly(), score.alarm(), score.error());
        }
    }

    /** What both said of one sensor. */
    private static final class Rows {
        private final Verdicts first = new Verdicts();
        private final Verdicts second = new Verdicts();
        private int size;

        void add(Said one, Said other) {
            first.add(size, one);
            second.add(size, other);
            size++;
        }
    }

    private static final class Verdicts {
        private final BitSet anomalies = new BitSet();
        private final BitSet alarms = new BitSet();
        private double errors;
        private int predicted;

        void add(int row, Said said) {
            anomalies.set(row, said.anomaly());
            alarms.set(row, said.alarm());
            if (Double.isFinite(said.error())) {
                errors += said.error();
                predicted++;
            }
        }

        VerdictRows rows() {
            return new VerdictRows(anomalies, alarms, predicted == 0 ? Double.NaN : errors / predicted);
        }
    }

    private ShadowComparison(KafkaSettings kafka, SensorPattern sensors) {
        this.kafka = kafka;
        this.sensors = sensors;
    }

    /**
     * Compares everything from the topics' beginning to where they end now.
     *
     * @param sensors which ones
     * @throws WorkbenchException if Kafka or a topic is not there, or there is nothing or too much to compare
     */
    public static DifferenceReport read(KafkaSettings kafka, SensorPattern sensors) {
        return new ShadowComparison(kafka, sensors).report();
    }

    private DifferenceReport report() {
        String second = kafka.topics().shadowScores();
        read(second, this::takeShadow);
        if (scores == 0) {
            throw new WorkbenchException(
                    "topic " + second,
                    "has no score of a sensor that matches " + sensors,
                    "Run the detector with VIGIA_SHADOW_MODEL, and send some readings.");
        }
        read(kafka.topics().scores(), this::takeFirst);
        List<Difference> differences = rows.entrySet().stream()
                .map(one -> Difference.of(
                        one.getKey(),
                        one.getValue().size,
                        one.getValue().first.rows(),
                        one.getValue().second.rows()))
                .toList();
        return new DifferenceReport(named(models), named(shadowModels) + " (shadow)", differences);
    }

    private static String named(Set<String> models) {
        return models.isEmpty() ? "no model yet" : String.join(", ", models);
    }

    private void takeShadow(Score score) {
        if (++scores > MOST_SCORES) {
            throw new WorkbenchException(
                    "topic " + kafka.topics().shadowScores(),
                    "has more than " + MOST_SCORES + " scores",
                    "Compare fewer sensors at once with --sensors.");
        }
        note(score, shadowModels);
        shadow.computeIfAbsent(score.sensor(), id -> new HashMap<>())
                .computeIfAbsent(score.id(), id -> new ArrayDeque<>(1))
                .add(Said.of(score));
    }

    private void takeFirst(Score score) {
        Deque<Said> said = shadow.getOrDefault(score.sensor(), Map.of()).get(score.id());
        Said other = said == null ? null : said.poll();
        if (other != null) {
            note(score, models);
            rows.computeIfAbsent(score.sensor(), id -> new Rows()).add(Said.of(score), other);
        }
    }

    private static void note(Score score, Set<String> models) {
        String model = score.model();
        if (model != null) {
            models.add(model);
        }
    }

    private void read(String topic, Consumer<Score> take) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    Score score = score(record);
                    if (score != null && sensors.matches(score.sensor())) {
                        take.accept(score);
                    }
                }
            }
        } catch (KafkaException away) {
            throw new WorkbenchException(
                    "topic " + topic,
                    "could not be read from '" + kafka.bootstrapServers() + "' (" + away.getMessage() + ")",
                    "Start Vigía (./vigia up), or give the address of its Kafka with --kafka or KAFKA_BOOTSTRAP_SERVERS.",
                    away);
        }
    }

    private static @Nullable Score score(ConsumerRecord<byte[], byte[]> record) {
        try {
            return EventJson.readScore(record.value()) instanceof Score score ? score : null;
        } catch (InvalidEventException unreadable) {
            return null;
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> config = kafka.clientConfig();
        config.put("isolation.level", "read_committed");
        config.put("enable.auto.commit", false);
        config.put("auto.offset.reset", "earliest");
        config.put("allow.auto.create.topics", false);
        config.put("default.api.timeout.ms", PATIENCE_MS);
        config.put("request.timeout.ms", PATIENCE_MS);
        return BoundedConsumers.of(config);
    }
}
