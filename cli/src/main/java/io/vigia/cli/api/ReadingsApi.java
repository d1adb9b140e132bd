package io.vigia.cli.api;

import io.vigia.terminal.Count;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * Sends readings in batches. One batch is in flight at a time: two would let a sensor's readings overtake each other, and
 * those behind would be late.
 */
public final class ReadingsApi {
    /** The most readings that go well into one call. */
    public static final int BATCH = 5_000;

    private static final String PATH = "/api/v1/readings";
    private static final int MOST_ROUNDS = 20;

    private final HttpCalls calls;

    public ReadingsApi(HttpCalls calls) {
        this.calls = calls;
    }

    /**
     * Sends a batch; what the log did not take is sent again.
     *
     * @throws ApiException if the server stays busy or away, or refuses the whole call
     */
    public SendResult send(List<ApiReading> batch) {
        List<SendResult.Refused> refused = new ArrayList<>();
        List<Integer> open = IntStream.range(0, batch.size()).boxed().toList();
        for (int round = 0; !open.isEmpty(); round++) {
            if (round > MOST_ROUNDS) {
                throw new ApiException(
                        Count.of(open.size(), "reading was", "readings were") + " not acknowledged in " + round
                                + " attempts",
                        null);
            }
            open = round(batch, open, round, refused);
        }
        return new SendResult(batch.size() - refused.size(), refused);
    }

    /** Sends what is open, and answers what is open after it. */
    private List<Integer> round(
            List<ApiReading> batch, List<Integer> open, int round, List<SendResult.Refused> refused) {
        Answer answer = calls.post(PATH, "application/x-ndjson", ndjson(batch, open));
        List<Integer> again = new ArrayList<>();
        for (JsonNode item : items(answer, open.size())) {
            int place = open.get(item.path("line").asInt() - 1);
            if (item.path("status").asString("").equals("rejected")) {
                refused.add(new SendResult.Refused(place, why(item)));
            } else if (!item.path("status").asString("").equals("accepted")) {
                again.add(place);
            }
        }
        if (!again.isEmpty()) {
            calls.waitFor(answer, round);
        }
        return again;
    }

    private static JsonNode items(Answer answer, int expected) {
        JsonNode body = answer.body();
        int told = body.path("accepted").asInt(0)
                + body.path("rejected").asInt(0)
                + body.path("failed").asInt(0);
        if (told != expected) {
            throw new ApiException("the readings were refused: " + answer.problem(), null);
        }
        return body.path("items");
    }

    private static String why(JsonNode item) {
        String detail = item.path("detail").asString("");
        return detail.isEmpty() ? item.toString() : detail;
    }

    private static String ndjson(List<ApiReading> batch, List<Integer> places) {
        StringBuilder body = new StringBuilder(places.size() * 64);
        places.forEach(place -> batch.get(place).appendTo(body));
        return body.toString();
    }
}
