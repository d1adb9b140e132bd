package io.vigia.contract;

import io.vigia.verdict.Direction;
import io.vigia.verdict.Reason;
import io.vigia.verdict.Severity;
import io.vigia.verdict.Status;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The fields of a {@link Score}. */
final class ScoreFields extends EventFields<Score> {
    private static final Status[] STATUSES = Status.values();
    private static final Direction[] DIRECTIONS = Direction.values();
    private static final Severity[] SEVERITIES = Severity.values();
    private static final Reason[] REASONS = Reason.values();

    private @Nullable String id;
    private @Nullable String sensor;
    private long ts = MISSING;
    private double value = Double.NaN;
    private @Nullable Status status;
    private int remaining = Score.NO_REMAINING;
    private double prediction = Double.NaN;
    private double lower = Double.NaN;
    private double upper = Double.NaN;
    private double error = Double.NaN;
    private double score = Double.NaN;
    private @Nullable Boolean anomaly;
    private @Nullable Boolean alarm;
    private @Nullable Direction direction;
    private @Nullable Severity severity;
    private @Nullable Reason reason;
    private double boundFactor = Double.NaN;
    private @Nullable String model;

    @Override
    void take(String name, JsonParser json) {
        switch (name) {
            case "id" -> id = JsonValue.string(name, json);
            case "sensor" -> sensor = JsonValue.string(name, json);
            case "ts" -> ts = JsonValue.integer(name, json);
            case "value" -> value = JsonValue.decimal(name, json);
            case "status" -> status = JsonValue.word(STATUSES, name, json);
            case "remaining" ->
                remaining =
                        json.currentToken() == JsonToken.VALUE_NULL ? Score.NO_REMAINING : JsonValue.count(name, json);
            case "prediction" -> prediction = JsonValue.decimal(name, json);
            case "lower" -> lower = JsonValue.decimal(name, json);
            case "upper" -> upper = JsonValue.decimal(name, json);
            case "error" -> error = JsonValue.decimal(name, json);
            case "score" -> score = JsonValue.decimal(name, json);
            case "anomaly" -> anomaly = JsonValue.bool(name, json);
            case "alarm" -> alarm = JsonValue.bool(name, json);
            case "direction" -> direction = JsonValue.word(DIRECTIONS, name, json);
            case "severity" -> severity = JsonValue.word(SEVERITIES, name, json);
            case "reason" -> reason = JsonValue.word(REASONS, name, json);
            case "boundFactor" -> boundFactor = JsonValue.decimal(name, json);
            case "model" -> model = JsonValue.string(name, json);
            default -> json.skipChildren();
        }
    }

    @Override
    Score event() {
        return new Score(
                id(id),
                sensor(sensor),
                time(ts, "ts"),
                finite(value, "value"),
                required(status, "status"),
                remaining,
                prediction,
                lower,
                upper,
                error,
                score,
                required(anomaly, "anomaly"),
                required(alarm, "alarm"),
                direction,
                severity,
                reason,
                boundFactor,
                model);
    }
}
