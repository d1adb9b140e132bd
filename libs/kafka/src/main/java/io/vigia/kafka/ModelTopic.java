package io.vigia.kafka;

import io.vigia.contract.EventJson;
import io.vigia.contract.InvalidEventException;
import io.vigia.contract.ModelAssignment;
import io.vigia.contract.ModelOutcome;
import io.vigia.contract.SensorPattern;
import io.vigia.contract.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The compacted topic through which models travel, of one partition. Its keys are {@code bundle/<name@version>} (a
 * bundle's two files, zipped), {@code assignment/<pattern>} (an {@link ModelAssignment}) and
 * {@code outcome/<partition>/<pattern>} (a {@link ModelOutcome}).
 */
public final class ModelTopic {
    /** How long Kafka is waited for, in milliseconds. */
    static final int PATIENCE_MS = 20_000;

    private static final Logger LOG = LoggerFactory.getLogger(ModelTopic.class);
    private static final String BUNDLE = "bundle/";
    private static final String ASSIGNMENT = "assignment/";
    private static final String OUTCOME = "outcome/";
    /** Of one poll; each may be as large as a bundle. */
    private static final int MOST_RECORDS = 5;

    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaSettings kafka;
    private final int patienceMs;
    private final TopicPartition partition;

    public ModelTopic(KafkaSettings kafka) {
        this(kafka, PATIENCE_MS);
    }

    ModelTopic(KafkaSettings kafka, int patienceMs) {
        this.kafka = kafka;
        this.patienceMs = patienceMs;
        this.partition = new TopicPartition(kafka.topics().models(), 0);
    }

    /**
     * What the topic holds.
     *
     * @param bundles the ids of all bundles
     * @param wanted the zipped files of those that were asked for and are there, by id
     * @param assignments the newest of each pattern
     * @param outcomes the newest of each partition and pattern, by key
     */
    public record Contents(
            Set<String> bundles,
            Map<String, byte[]> wanted,
            Map<SensorPattern, ModelAssignment> assignments,
            Map<String, ModelOutcome> outcomes) {}

    static byte[] bundleKey(String model) {
        return bytes(BUNDLE + model);
    }

    static byte[] assignmentKey(SensorPattern sensors) {
        return bytes(ASSIGNMENT + sensors.text());
    }

    /** The key of an outcome's record. */
    public static byte[] key(ModelOutcome outcome) {
        return bytes(OUTCOME + outcome.partition() + "/" + outcome.sensors().text());
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads everything up to now. Uncommitted records too: a bundle is of no consequence until a change names it, and
     * then it must be found, whatever other transaction is still open.
     *
     * @param wanted ids of the bundles whose files are kept, each up to {@link Topics#MOST_MODEL_BYTES}
     * @throws KafkaException if Kafka or the topic is not there, or is not read within 20 s; never one that
     *     Kafka Streams would take for its own, and go on with a record that was half processed
     */
    public Contents read(Set<String> wanted) {
        try {
            return read(wanted, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMs));
        } catch (TimeoutException late) {
            throw new KafkaException(
                    partition.topic() + " could not be read within " + patienceMs + " ms: " + late.getMessage(), late);
        }
    }

    private Contents read(Set<String> wanted, long deadline) {
        Contents contents =
                new Contents(new TreeSet<>(), new TreeMap<>(), new TreeMap<>(SensorPattern.RANK), new TreeMap<>());
        try (KafkaConsumer<byte[], byte[]> consumer = consumer("read_uncommitted")) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                if (System.nanoTime() - deadline > 0) {
                    throw new TimeoutException(
                            "its partition is read up to " + consumer.position(partition) + " of " + end);
                }
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    take(record, contents, wanted);
                }
            }
        }
        return contents;
    }

    /** A consumer that is assigned to the topic's end, for committed records; the caller closes it. */
    public KafkaConsumer<byte[], byte[]> tail() {
        KafkaConsumer<byte[], byte[]> consumer = consumer("read_committed");
        consumer.assign(List.of(partition));
        consumer.seekToEnd(List.of(partition));
        consumer.position(partition);
        return consumer;
    }

    /** The outcome in a record; null if it is another one. */
    public static @Nullable ModelOutcome outcome(ConsumerRecord<byte[], byte[]> record) {
        return key(record).startsWith(OUTCOME) && record.value() != null
                ? EventJson.readModelOutcome(record.value())
                : null;
    }

    private KafkaConsumer<byte[], byte[]> consumer(String isolation) {
        Map<String, Object> config = kafka.clientConfig();
        config.put("isolation.level", isolation);
        config.put("enable.auto.commit", false);
        config.put("auto.offset.reset", "earliest");
        config.put("allow.auto.create.topics", false);
        config.put("default.api.timeout.ms", patienceMs);
        config.put("request.timeout.ms", patienceMs);
        // At the topic's end the next fetch is under way, and a close waits for its answer; the default is 500 ms.
        config.put("fetch.max.wait.ms", 20);
        return BoundedConsumers.of(config, MOST_RECORDS, Topics.MOST_MODEL_BYTES);
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    }

    private static void take(ConsumerRecord<byte[], byte[]> record, Contents contents, Set<String> wanted) {
        try {
            take(key(record), record.value(), contents, wanted);
        } catch (IllegalArgumentException unreadable) {
            LOG.warn(
                    "Skipped the record {}@{}: {}",
                    record.topic(),
                    record.offset(),
                    unreadable instanceof InvalidEventException ? unreadable.getMessage() : unreadable.toString());
        }
    }

    private static void take(String key, byte @Nullable [] value, Contents contents, Set<String> wanted) {
        if (key.startsWith(BUNDLE)) {
            takeBundle(key.substring(BUNDLE.length()), value, contents, wanted);
        } else if (key.startsWith(ASSIGNMENT)) {
            SensorPattern sensors = new SensorPattern(key.substring(ASSIGNMENT.length()));
            // Read first: what is not an assignment takes none away.
            ModelAssignment assignment = value == null ? null : EventJson.readModelAssignment(value);
            contents.assignments().remove(sensors);
            if (assignment != null) {
                contents.assignments().put(sensors, assignment);
            }
        } else if (key.startsWith(OUTCOME)) {
            ModelOutcome outcome = value == null ? null : EventJson.readModelOutcome(value);
            contents.outcomes().remove(key);
            if (outcome != null) {
                contents.outcomes().put(key, outcome);
            }
        }
    }

    private static void takeBundle(String model, byte @Nullable [] files, Contents contents, Set<String> wanted) {
        if (files == null) {
            contents.bundles().remove(model);
            contents.wanted().remove(model);
            return;
        }
        contents.bundles().add(model);
        if (wanted.contains(model)) {
            contents.wanted().put(model, files);
        }
    }
}
