package io.vigia.contract.kafka;

import java.util.List;
import java.util.Map;

/**
 * The names and declarations of all topics under one prefix.
 *
 * @param prefix what every name starts with; also the prefix of the Redis keys
 */
public record Topics(String prefix) {
    /** The same for readings and scores, so that a sensor's reading and score share a partition number. */
    public static final int PARTITIONS = 12;

    /** How long a verdict for a caller is kept, in milliseconds. */
    public static final long DETECTIONS_RETENTION_MS = 600_000;

    private static final Map<String, String> FOR_EVER = Map.of("cleanup.policy", "delete", "retention.ms", "-1");

    public String readings() {
        return prefix + ".readings.v1";
    }

    public String scores() {
        return prefix + ".scores.v1";
    }

    /** What a second model says of the same readings, where one shadows the first. */
    public String shadowScores() {
        return prefix + ".scores.shadow.v1";
    }

    public String anomalies() {
        return prefix + ".anomalies.v1";
    }

    public String detections() {
        return prefix + ".detections.v1";
    }

    public String sensors() {
        return prefix + ".sensors.v1";
    }

    /** Bundles, what was deployed and what became of it; see {@link ModelTopic}. */
    public String models() {
        return prefix + ".models.v1";
    }

    public String readingsDlq() {
        return readings() + ".dlq";
    }

    public String scoresDlq() {
        return scores() + ".dlq";
    }

    /** Every topic, with readings, scores and anomalies kept for ever. */
    public List<TopicSpec> all() {
        return all(-1);
    }

    /**
     * Every topic.
     *
     * @param retentionMs how long readings, scores and anomalies are kept, in milliseconds; -1 for ever
     */
    public List<TopicSpec> all(long retentionMs) {
        Map<String, String> kept = Map.of("cleanup.policy", "delete", "retention.ms", Long.toString(retentionMs));
        return List.of(
                new TopicSpec(readings(), PARTITIONS, kept),
                new TopicSpec(scores(), PARTITIONS, kept),
                new TopicSpec(shadowScores(), PARTITIONS, kept),
                new TopicSpec(anomalies(), PARTITIONS, kept),
                new TopicSpec(
                        detections(),
                        PARTITIONS,
                        Map.of(
                                "cleanup.policy", "delete",
                                "retention.ms", Long.toString(DETECTIONS_RETENTION_MS),
                                "segment.ms", Long.toString(DETECTIONS_RETENTION_MS))),
                new TopicSpec(
                        sensors(), PARTITIONS, Map.of("cleanup.policy", "compact", "min.cleanable.dirty.ratio", "0.1")),
                new TopicSpec(
                        models(),
                        1,
                        Map.of(
                                "cleanup.policy",
                                "compact",
                                "max.message.bytes",
                                Integer.toString(ModelTopic.MOST_BYTES + (64 << 10)))),
                new TopicSpec(readingsDlq(), PARTITIONS, FOR_EVER),
                new TopicSpec(scoresDlq(), PARTITIONS, FOR_EVER));
    }
}
