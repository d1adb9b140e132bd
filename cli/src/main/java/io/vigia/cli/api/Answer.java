package io.vigia.cli.api;

import java.time.Duration;
import tools.jackson.databind.JsonNode;

/**
 * What came back.
 *
 * @param status of HTTP
 * @param retryAfter what the server asks for; zero if it says nothing
 * @param body missing if it was no JSON
 */
record Answer(int status, Duration retryAfter, JsonNode body) {
    /** True if the same call may succeed later as a whole; an answer with items says what became of each. */
    boolean busy() {
        return !body.has("items") && refusedForNow();
    }

    private boolean refusedForNow() {
        return status == 429 || status == 502 || status == 503 || status == 504;
    }

    /** What a problem says of itself. */
    String problem() {
        String detail = body.path("detail").asString("");
        return detail.isEmpty() ? "HTTP " + status : "HTTP " + status + ": " + detail;
    }
}
