package io.vigia.cli.api;

import io.vigia.query.pipeline.Pipeline;
import io.vigia.web.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/** Reads how a pipeline is. */
public final class PipelineApi {
    /** Anomalies are asked for sensor by sensor; of so many of them. */
    private static final int MOST_SENSORS = 30;

    private static final ObjectReader READER = Json.ofNewer(Pipeline.class);

    private final HttpCalls calls;

    public PipelineApi(HttpCalls calls) {
        this.calls = calls;
    }

    /**
     * As query-api tells it.
     *
     * @throws ApiException if nobody answers, or something else
     */
    public Pipeline pipeline() {
        Answer answer = calls.get("/api/v1/pipeline");
        if (answer.status() != 200) {
            throw new ApiException("/api/v1/pipeline is refused: " + answer.problem(), null);
        }
        try {
            return READER.readValue(answer.body());
        } catch (JacksonException other) {
            throw new ApiException("/api/v1/pipeline answers something else: " + other.getOriginalMessage(), other);
        }
    }

    /**
     * The latest anomalies of the first thirty sensors, the newest first.
     *
     * @throws ApiException if nobody answers
     */
    public List<JsonNode> latestAnomalies(int limit) {
        List<JsonNode> all = new ArrayList<>();
        for (JsonNode sensor :
                calls.get("/api/v1/sensors?limit=" + MOST_SENSORS).body().path("items")) {
            String id = sensor.path("sensor").asString("");
            calls.get("/api/v1/sensors/" + id + "/anomalies?order=desc&limit=" + limit)
                    .body()
                    .path("items")
                    .forEach(all::add);
        }
        all.sort(Comparator.comparingLong((JsonNode event) -> event.path("ts").asLong(0))
                .reversed());
        return all.subList(0, Math.min(limit, all.size()));
    }
}
