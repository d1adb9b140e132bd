package io.vigia.contract;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The names and declarations of all topics under one prefix.
 *
 * @param prefix the prefix of every name; also of the Redis keys
 */
public record Topics(String prefix) {
    /** The same for readings and scores, so that a sensor's reading and score share a partition number. */
    public static final int PARTITIONS = 12;

    /** How long a verdict for a caller is kept, in milliseconds. */
    public static final long DETECTIONS_RETENTION_MS = 600_000;

    /** How long heartbeats are kept, in milliseconds. */
    public static final long INSTANCES_RETENTION_MS = 600_000;

    /**
     * How long our transactions on the readings may stay open, in milliseconds; an open one blocks every verdict behind it.
     */
    public static final int MOST_TRANSACTION_MS = 15_000;

    /** The largest bundle in the models topic, zipped, in bytes: 16 MiB. */
    public static final int MOST_MODEL_BYTES = 16 << 20;

    /** A generous upper bound of the size of a batch with one record, without its value, in bytes. */
    public static final int BATCH_HEAD_BYTES = 64 << 10;

    /** The largest dead letter, with its headers, in bytes: whatever fits into a topic of Kafka's default limit, twice. */
    public static final int MOST_LETTER_BYTES = 2 << 20;

    /**
     * How far ahead of a broker's clock a record's time may be. Records that result from a reading have the reading's time, and
     * could not be written if the broker's clock was set back by more than Kafka's default, an hour.
     */
    public static final String MOST_AHEAD = TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG;

    private static final String ANY = Long.toString(Long.MAX_VALUE);

    private static final Map<String, String> LETTERS = Map.of(
            "cleanup.policy",
            "delete",
            "retention.ms",
            "-1",
            "max.message.bytes",
            Integer.toString(MOST_LETTER_BYTES + BATCH_HEAD_BYTES),
            MOST_AHEAD,
            ANY);

    private static final Map<String, String> COMPACTED =
            Map.of("cleanup.policy", "compact", "min.cleanable.dirty.ratio", "0.1", MOST_AHEAD, ANY);

    private static final Map<String, String> MODELS = Map.of(
            "cleanup.policy",
            "compact",
            "max.message.bytes",
            Integer.toString(MOST_MODEL_BYTES + BATCH_HEAD_BYTES),
            MOST_AHEAD,
            ANY);

    /** The application id of Kafka Streams, which scores readings, and its consumer group. */
    public String detectorGroup() {
        return prefix + "-detector";
    }

    /** The consumer group of the sink, whose committed offsets show the content of the store. */
    public String sinkGroup() {
        return prefix + "-sink";
    }

    /** The consumer group of the notifier, whose committed offsets show what the channels have settled. */
    public String notifierGroup() {
        return prefix + "-notifier";
    }

    public String readings() {
        return prefix + ".readings.v1";
    }

    public String scores() {
        return prefix + ".scores.v1";
    }

    /** The scores of a shadow model for the same readings. */
    public String shadowScores() {
        return prefix + ".scores.shadow.v1";
    }

    public String anomalies() {
        return prefix + ".anomalies.v1";
    }

    /** Each change of each incident; see {@link Incident}. */
    public String incidents() {
        return prefix + ".incidents.v1";
    }

    public String detections() {
        return prefix + ".detections.v1";
    }

    public String sensors() {
        return prefix + ".sensors.v1";
    }

    /** Bundles, deployments and their outcomes; see {@link io.vigia.kafka.ModelTopic}. */
    public String models() {
        return prefix + ".models.v1";
    }

    /** The settings of each pattern of sensors. */
    public String settings() {
        return prefix + ".settings.v1";
    }

    /** The planned work on sensors. */
    public String maintenance() {
        return prefix + ".maintenance.v1";
    }

    /** What was said about anomalies; see {@link Label}. */
    public String labels() {
        return prefix + ".labels.v1";
    }

    /** Heartbeats of every instance of every service; see {@link io.vigia.contract.Heartbeat}. */
    public String instances() {
        return prefix + ".instances.v1";
    }

    public String readingsDlq() {
        return readings() + ".dlq";
    }

    public String scoresDlq() {
        return scores() + ".dlq";
    }

    /** Changes of incidents that a channel of the notifier did not take. */
    public String notificationsDlq() {
        return prefix + ".notifications.v1.dlq";
    }

    /** The dead letters that were sent again; see {@link SentAgain}. */
    public TopicSpec redriven() {
        return new TopicSpec(prefix + ".redriven.v1", 1, Map.of("cleanup.policy", "compact", MOST_AHEAD, ANY));
    }

    /** Every topic, with readings, scores, anomalies and incidents kept forever. */
    public List<TopicSpec> all() {
        return all(-1);
    }

    /**
     * Every topic.
     *
     * @param retentionMs how long readings, scores, anomalies and incidents are kept, in milliseconds; -1: forever
     */
    public List<TopicSpec> all(long retentionMs) {
        Map<String, String> kept = keptFor(retentionMs);
        return List.of(
                // Kafka's default applies: a foreign record with a time far ahead would make its sensor late.
                new TopicSpec(
                        readings(),
                        PARTITIONS,
                        Map.of("cleanup.policy", "delete", "retention.ms", Long.toString(retentionMs))),
                new TopicSpec(scores(), PARTITIONS, kept),
                new TopicSpec(shadowScores(), PARTITIONS, kept),
                new TopicSpec(anomalies(), PARTITIONS, kept),
                new TopicSpec(incidents(), PARTITIONS, kept),
                new TopicSpec(detections(), PARTITIONS, inSegmentsOf(DETECTIONS_RETENTION_MS, "delete")),
                new TopicSpec(sensors(), PARTITIONS, COMPACTED),
                new TopicSpec(models(), 1, MODELS),
                new TopicSpec(settings(), 1, COMPACTED),
                new TopicSpec(maintenance(), 1, COMPACTED),
                new TopicSpec(labels(), 1, COMPACTED),
                new TopicSpec(instances(), 1, inSegmentsOf(INSTANCES_RETENTION_MS, "compact,delete")),
                deadLetters(readingsDlq()),
                deadLetters(scoresDlq()),
                deadLetters(notificationsDlq()),
                redriven());
    }

    /** Their retention is not one of our settings, so changes by operators are kept. */
    private static TopicSpec deadLetters(String name) {
        return new TopicSpec(name, PARTITIONS, LETTERS, Set.of("retention.ms"));
    }

    private static Map<String, String> keptFor(long millis) {
        return Map.of("cleanup.policy", "delete", "retention.ms", Long.toString(millis), MOST_AHEAD, ANY);
    }

    /** Only whole segments are ever deleted or compacted. */
    private static Map<String, String> inSegmentsOf(long millis, String cleanup) {
        return Map.of(
                "cleanup.policy",
                cleanup,
                "retention.ms",
                Long.toString(millis),
                "segment.ms",
                Long.toString(millis),
                MOST_AHEAD,
                ANY);
    }
}
