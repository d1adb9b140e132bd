package io.vigia.cli.monitor;

import io.vigia.cli.api.ApiException;
import io.vigia.cli.api.HttpCalls;
import io.vigia.cli.api.IncidentsApi;
import io.vigia.cli.api.OpenIncidents;
import io.vigia.cli.api.PipelineApi;
import io.vigia.cli.monitor.PipelineSnapshot.SeenAnomaly;
import io.vigia.query.pipeline.Pipeline;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Asks query-api. */
final class HttpWatch implements Watch {
    private final String source;
    private final PipelineApi api;
    private final IncidentsApi incidents;

    HttpWatch(String source, HttpCalls calls) {
        this.source = source;
        this.api = new PipelineApi(calls);
        this.incidents = new IncidentsApi(calls);
    }

    @Override
    public PipelineSnapshot look() {
        try {
            Pipeline pipeline = api.pipeline();
            List<SeenAnomaly> anomalies = api.latestAnomalies(MOST_ANOMALIES).stream()
                    .map(HttpWatch::anomaly)
                    .toList();
            String trouble =
                    PipelineSnapshot.kafkaAway(pipeline) ? "Kafka is unavailable to " + pipeline.hostname() : null;
            return new PipelineSnapshot(source, pipeline, openIncidents(), anomalies, null, trouble);
        } catch (ApiException away) {
            return new PipelineSnapshot(source, null, null, List.of(), null, away.getMessage());
        }
    }

    /** Unknown while they are being read from Kafka, and of an older Vigía. */
    private @Nullable OpenIncidents openIncidents() {
        try {
            return incidents.open();
        } catch (ApiException unknown) {
            return null;
        }
    }

    private static SeenAnomaly anomaly(JsonNode event) {
        return new SeenAnomaly(
                event.path("sensor").asString(""),
                event.path("ts").asLong(0),
                event.path("value").asDouble(Double.NaN),
                event.path("prediction").isNumber() ? event.path("prediction").asDouble() : null,
                text(event, "direction"),
                text(event, "severity"),
                text(event, "model"));
    }

    private static @Nullable String text(JsonNode event, String name) {
        return event.path(name).isString() ? event.path(name).asString("") : null;
    }

    @Override
    public void close() {
        // Nothing is open between two looks.
    }
}
