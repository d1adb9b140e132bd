package io.vigia.cli.api;

import io.vigia.contract.InvalidSensorSettingException;
import io.vigia.contract.SensorPattern;
import io.vigia.contract.SensorSettings;
import io.vigia.runtime.answer.Json;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads and changes the settings of sensors. */
public final class SettingsApi {
    private static final String PATH = "/api/v1/settings";
    private static final int CONFLICT = 409;

    private final HttpCalls calls;

    public SettingsApi(HttpCalls calls) {
        this.calls = calls;
    }

    /**
     * The settings of a pattern.
     *
     * @param etag of these settings
     */
    public record Stored(SensorSettings settings, String etag) {}

    /**
     * The settings of all patterns, in the order of the patterns.
     *
     * @throws ApiException if nobody answers, or something else
     */
    public Map<SensorPattern, Stored> all() {
        Map<SensorPattern, Stored> all = new TreeMap<>(Comparator.comparing(SensorPattern::text));
        for (JsonNode item : ok(calls.get(PATH), PATH).body().path("items")) {
            all.put(new SensorPattern(item.path("pattern").asString()), stored(item));
        }
        return all;
    }

    /**
     * The settings of a pattern; null if there are none.
     *
     * @throws ApiException if nobody answers, or something else
     */
    public @Nullable Stored of(SensorPattern pattern) {
        Answer answer = calls.get(path(pattern));
        return answer.status() == 404 ? null : stored(ok(answer, path(pattern)).body());
    }

    /**
     * Replaces the settings of a pattern.
     *
     * @param former what they must be; null: there must be none
     * @return false if another pattern that matches the same sensors as strongly sets the same field
     * @throws ApiException if nobody answers, or the settings were refused, or they have changed meanwhile
     */
    public boolean replace(SensorPattern pattern, SensorSettings settings, @Nullable Stored former) {
        Answer answer = tryToReplace(pattern, settings, former);
        if (answer.status() == CONFLICT) {
            return false;
        }
        ok(answer, path(pattern));
        return true;
    }

    /**
     * The same, where a conflict with another pattern is a refusal as others.
     *
     * @throws ApiException if it is refused
     */
    public void set(SensorPattern pattern, SensorSettings settings, @Nullable Stored former) {
        ok(tryToReplace(pattern, settings, former), path(pattern));
    }

    private Answer tryToReplace(SensorPattern pattern, SensorSettings settings, @Nullable Stored former) {
        String body = new String(Json.bytes(settings.json()), StandardCharsets.UTF_8);
        return former == null
                ? calls.put(path(pattern), body, "If-None-Match", "*")
                : calls.put(path(pattern), body, "If-Match", '"' + former.etag() + '"');
    }

    /**
     * Removes the settings of a pattern.
     *
     * @throws ApiException if nobody answers, or there are none
     */
    public void delete(SensorPattern pattern) {
        ok(calls.delete(path(pattern)), path(pattern));
    }

    private static Stored stored(JsonNode item) {
        try {
            Map<?, ?> fields = Json.MAPPER.convertValue(item.path("settings"), Map.class);
            return new Stored(SensorSettings.of(fields), item.path("etag").asString(""));
        } catch (InvalidSensorSettingException newer) {
            throw new ApiException(
                    "the settings of " + item.path("pattern").asString("")
                            + " were written by a newer version, which this command cannot show: " + newer.getMessage(),
                    newer);
        }
    }

    private static Answer ok(Answer answer, String path) {
        if (answer.status() / 100 != 2) {
            throw new ApiException(path + " was refused: " + answer.problem(), null);
        }
        return answer;
    }

    private static String path(SensorPattern pattern) {
        return PATH + "/" + pattern.text();
    }
}
