package io.vigia.contract;

import io.vigia.verdict.Reason;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** The fields of a {@link Label}. */
final class LabelFields extends EventFields<Label> {
    private static final FeedbackVerdict[] VERDICTS = FeedbackVerdict.values();
    private static final Reason[] REASONS = Reason.values();

    private @Nullable String anomaly;
    private @Nullable String sensor;
    private long ts = MISSING;
    private double value = Double.NaN;
    private @Nullable FeedbackVerdict verdict;
    private @Nullable Reason reason;
    private @Nullable String incident;
    private @Nullable String by;
    private @Nullable String note;
    private long at = MISSING;

    @Override
    void take(String name, JsonParser json) {
        switch (name) {
            case "anomaly" -> anomaly = JsonValue.string(name, json);
            case "sensor" -> sensor = JsonValue.string(name, json);
            case "ts" -> ts = JsonValue.integer(name, json);
            case "value" -> value = JsonValue.decimal(name, json);
            case "verdict" -> verdict = JsonValue.word(VERDICTS, name, json);
            case "reason" -> reason = JsonValue.word(REASONS, name, json);
            case "incident" -> incident = JsonValue.string(name, json);
            case "by" -> by = JsonValue.string(name, json);
            case "note" -> note = JsonValue.string(name, json);
            case "at" -> at = JsonValue.integer(name, json);
            default -> json.skipChildren();
        }
    }

    @Override
    Label event() {
        return new Label(
                atMost(EventIds.MAX_LENGTH, required(anomaly, "anomaly"), "anomaly"),
                sensor(sensor),
                time(ts, "ts"),
                finite(value, "value"),
                required(verdict, "verdict"),
                reason,
                incident,
                atMost(Action.MOST_BY, required(by, "by"), "by"),
                note == null ? null : atMost(Action.MOST_NOTE, note, "note"),
                time(at, "at"));
    }
}
