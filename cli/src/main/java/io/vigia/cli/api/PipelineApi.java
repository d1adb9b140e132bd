package io.vigia.cli.api;

import io.vigia.query.pipeline.Pipeline;
import io.vigia.runtime.answer.Json;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/** Reads the state of a pipeline. */
public final class PipelineApi {
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
            throw new ApiException("/api/v1/pipeline was refused: " + answer.problem(), null);
        }
        try {
            return READER.readValue(answer.body());
        } catch (JacksonException other) {
            throw new ApiException(
                    "/api/v1/pipeline returned an invalid response: " + other.getOriginalMessage(), other);
        }
    }

    /**
     * The latest anomalies of all sensors, the newest first; none where an older Vigía does not tell them.
     *
     * @throws ApiException if nobody answers
     */
    public List<JsonNode> latestAnomalies(int limit) {
        return List.copyOf(calls.get("/api/v1/anomalies?limit=" + limit)
                .body()
                .path("items")
                .values());
    }
}
