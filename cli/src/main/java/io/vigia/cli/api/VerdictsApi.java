package io.vigia.cli.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Reads what the store holds of a sensor. */
public final class VerdictsApi {
    private static final int PAGE = 10_000;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final HttpCalls calls;
    private final Pause pause;

    public VerdictsApi(HttpCalls calls, Pause pause) {
        this.calls = calls;
        this.pause = pause;
    }

    /**
     * Waits until a reading is in the store, which it is after its verdict.
     *
     * @return false if it is not there after {@code patience}
     */
    public boolean awaitStored(String sensor, long ts, Duration patience) {
        long looks = Math.max(1, patience.dividedBy(LOOK_AGAIN));
        for (long look = 0; look < looks; look++) {
            if (page(sensor, ts, ts, 1, "").path("items").size() > 0) {
                return true;
            }
            pause.pass(LOOK_AGAIN);
        }
        return false;
    }

    /** Hands over every stored reading of a sensor from {@code from} to {@code to}, both included, oldest first. */
    public void each(String sensor, long from, long to, Consumer<StoredReading> reader) {
        String cursor = "";
        do {
            JsonNode page = page(sensor, from, to, PAGE, cursor);
            page.path("items").forEach(item -> reader.accept(StoredReading.of(item)));
            cursor = page.path("next").asString("");
        } while (!cursor.isEmpty());
    }

    private JsonNode page(String sensor, long from, long to, int limit, String cursor) {
        String path = "/api/v1/sensors/" + sensor + "/readings?order=asc&from=" + from + "&to=" + to + "&limit=" + limit
                + (cursor.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8));
        Answer answer = calls.get(path);
        // Unknown until its first reading is stored.
        if (answer.status() != 200 && answer.status() != 404) {
            throw new ApiException("the readings of " + sensor + " could not be read: " + answer.problem(), null);
        }
        return answer.body();
    }
}
