package io.vigia.cli.api;

import java.time.Duration;
import tools.jackson.databind.JsonNode;

/**
 * A response of Vigía.
 *
 * @param status the HTTP status
 * @param retryAfter the server's Retry-After; zero if there is none
 * @param body missing if it was not JSON
 */
record Answer(int status, Duration retryAfter, JsonNode body) {
    /** True if the same call may succeed later as a whole; a response with items has a result for each. */
    boolean busy() {
        return !body.has("items") && refusedForNow();
    }

    private boolean refusedForNow() {
        return status == 429 || status == 502 || status == 503 || status == 504;
    }

    /** The description of the problem. */
    String problem() {
        String detail = body.path("detail").asString("");
        return detail.isEmpty() ? "HTTP " + status : "HTTP " + status + ": " + detail;
    }
}
