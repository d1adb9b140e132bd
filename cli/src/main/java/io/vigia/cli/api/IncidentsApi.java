package io.vigia.cli.api;

import io.vigia.contract.ActionKind;
import io.vigia.contract.EventJson;
import io.vigia.contract.Incident;
import io.vigia.contract.InvalidEventException;
import io.vigia.contract.SensorPattern;
import io.vigia.runtime.answer.Json;
import io.vigia.verdict.Severity;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the incidents of sensors. */
public final class IncidentsApi {
    private static final String PATH = "/api/v1/incidents";
    private static final int PAGE = 1_000;

    private final HttpCalls calls;

    public IncidentsApi(HttpCalls calls) {
        this.calls = calls;
    }

    /**
     * Which incidents to list.
     *
     * @param closed closed ones too
     * @param sensors null: all
     * @param severity the lowest; null: any
     */
    public record Selection(
            boolean closed,
            @Nullable SensorPattern sensors,
            @Nullable Severity severity) {
        private String query() {
            return (closed ? "" : "&state=open")
                    + (sensors == null ? "" : "&sensor=" + sensors.text())
                    + (severity == null ? "" : "&severity=" + severity.wire());
        }
    }

    /**
     * The selected incidents, as query-api has them: newest first. It keeps a limited number.
     *
     * @throws ApiException if nobody answers, or something else
     */
    public List<JsonNode> list(Selection selection) {
        List<JsonNode> all = new ArrayList<>();
        String path = PATH + "?limit=" + PAGE + selection.query();
        for (String cursor = ""; cursor != null; ) {
            JsonNode page = ok(path + cursor);
            all.addAll(page.path("items").values());
            cursor = page.path("next").isString()
                    ? "&cursor=" + page.path("next").asString()
                    : null;
        }
        return all;
    }

    /**
     * An incident with its history.
     *
     * @throws ApiException if nobody answers, or the incident is not known
     */
    public JsonNode incident(String id) {
        return ok(path(id));
    }

    /**
     * Acts on an incident.
     *
     * @return the action, which is in the log
     * @throws ApiException if nobody answers, or it was refused
     */
    public JsonNode act(String id, ActionKind action, Map<String, String> body) {
        String path = path(id) + "/" + action.wire();
        Answer answer = calls.post(path, "application/json", new String(Json.bytes(body), StandardCharsets.UTF_8));
        if (answer.status() != 202) {
            throw new ApiException(path + " was refused: " + answer.problem(), null);
        }
        return answer.body();
    }

    private static String path(String id) {
        return PATH + "/" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * How many incidents are open.
     *
     * @throws ApiException if nobody answers, or something else, as an older Vigía does
     */
    public OpenIncidents open() {
        JsonNode page = ok(PATH + "?state=open&limit=" + PAGE);
        return new OpenIncidents(page.path("items").size(), page.path("next").isString());
    }

    /**
     * An item as an incident.
     *
     * @throws ApiException if a newer version wrote it in another form
     */
    public static Incident read(JsonNode item) {
        try {
            return EventJson.readIncident(Json.bytes(item));
        } catch (InvalidEventException newer) {
            throw new ApiException(
                    "incident " + item.path("id").asString("")
                            + " cannot be shown, a newer version may have written it: " + newer.getMessage()
                            + "; --json prints it",
                    newer);
        }
    }

    private JsonNode ok(String path) {
        Answer answer = calls.get(path);
        if (answer.status() != 200) {
            throw new ApiException(path + " was refused: " + answer.problem(), null);
        }
        return answer.body();
    }
}
