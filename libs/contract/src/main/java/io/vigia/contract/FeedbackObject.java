package io.vigia.contract;

import io.vigia.verdict.Reason;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** The fields of a {@link Feedback} in an {@link Action}. */
final class FeedbackObject {
    private static final FeedbackVerdict[] VERDICTS = FeedbackVerdict.values();
    private static final Reason[] REASONS = Reason.values();
    private static final String NAME = "feedback.";

    private @Nullable String anomaly;
    private @Nullable String verdict;
    private long ts = EventFields.MISSING;
    private double value = Double.NaN;
    private @Nullable Reason reason;
    private double boundFactor = Double.NaN;

    void take(String field, JsonParser json) {
        String name = NAME + field;
        switch (field) {
            case "anomaly" -> anomaly = JsonValue.string(name, json);
            case "verdict" -> verdict = JsonValue.string(name, json);
            case "ts" -> ts = JsonValue.integer(name, json);
            case "value" -> value = JsonValue.decimal(name, json);
            case "reason" -> reason = JsonValue.word(REASONS, name, json);
            case "boundFactor" -> boundFactor = JsonValue.decimal(name, json);
            default -> json.skipChildren();
        }
    }

    Feedback feedback() {
        if (boundFactor < 1 || boundFactor > Score.MOST_BOUND_FACTOR) {
            throw new InvalidEventException(
                    NAME + "boundFactor is " + boundFactor + "; must be 1 to " + Score.MOST_BOUND_FACTOR + ", or null");
        }
        return new Feedback(
                EventFields.atMost(
                        EventIds.MAX_LENGTH, EventFields.required(anomaly, NAME + "anomaly"), NAME + "anomaly"),
                verdict == null ? null : JsonValue.knownWord(VERDICTS, NAME + "verdict", verdict),
                EventFields.time(ts, NAME + "ts"),
                EventFields.finite(value, NAME + "value"),
                reason,
                boundFactor);
    }
}
