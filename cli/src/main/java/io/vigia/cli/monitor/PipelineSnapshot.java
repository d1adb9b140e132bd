package io.vigia.cli.monitor;

import io.vigia.cli.api.OpenIncidents;
import io.vigia.query.pipeline.Pipeline;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was seen at one moment.
 *
 * @param source who was asked
 * @param pipeline null if nobody answered
 * @param incidents how many are open; null if it is not known
 * @param anomalies the latest, the newest first
 * @param store what the store says of itself; null if it was not asked
 * @param trouble why something is missing; null if nothing is
 */
record PipelineSnapshot(
        String source,
        @Nullable Pipeline pipeline,
        @Nullable OpenIncidents incidents,
        List<SeenAnomaly> anomalies,
        @Nullable String store,
        @Nullable String trouble) {

    /** Whether whoever answers has no answer of Kafka at the moment: how far the readings are, Kafka alone knows. */
    static boolean kafkaAway(Pipeline pipeline) {
        return pipeline.topics().stream()
                .anyMatch(topic -> topic.topic().endsWith(".readings.v1") && topic.pending() == null);
    }

    /**
     * An anomaly.
     *
     * @param ts epoch milliseconds
     */
    record SeenAnomaly(
            String sensor,
            long ts,
            double value,
            @Nullable Double prediction,
            @Nullable String direction,
            @Nullable String severity,
            @Nullable String model) {}
}
