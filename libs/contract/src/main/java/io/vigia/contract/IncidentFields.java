package io.vigia.contract;

import io.vigia.verdict.Reason;
import io.vigia.verdict.Severity;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The fields of an {@link Incident}. */
final class IncidentFields extends EventFields<Incident> {
    private static final IncidentChange[] CHANGES = IncidentChange.values();
    private static final Reason[] REASONS = Reason.values();
    private static final Severity[] SEVERITIES = Severity.values();
    private static final ClosedBy[] ENDS = ClosedBy.values();

    private @Nullable String id;
    private @Nullable String sensor;
    private @Nullable IncidentChange change;
    private long number = MISSING;
    private @Nullable Reason reason;
    private @Nullable Severity severity;
    private long opened = MISSING;
    private long updated = MISSING;
    private long closed = Incident.OPEN;
    private @Nullable ClosedBy closedBy;
    private long anomalies = MISSING;
    private final Point peak = new Point("peak");
    private final Point last = new Point("last");
    private @Nullable String model;
    private boolean maintenance;
    private Incident.@Nullable Operator acknowledged;
    private long snoozedUntil = Incident.NOT_SNOOZED;
    private Incident.@Nullable Operator operator;
    private @Nullable String anomaly;

    @Override
    void take(String name, JsonParser json) {
        switch (name) {
            case "id" -> id = JsonValue.string(name, json);
            case "sensor" -> sensor = JsonValue.string(name, json);
            case "change" -> change = JsonValue.word(CHANGES, name, json);
            case "number" -> number = JsonValue.integer(name, json);
            case "reason" -> reason = JsonValue.word(REASONS, name, json);
            case "severity" -> severity = JsonValue.word(SEVERITIES, name, json);
            case "opened" -> opened = JsonValue.integer(name, json);
            case "updated" -> updated = JsonValue.integer(name, json);
            case "closed" -> closed = JsonValue.integerOr(Incident.OPEN, name, json);
            case "closedBy" -> closedBy = JsonValue.word(ENDS, name, json);
            case "anomalies" -> anomalies = JsonValue.integer(name, json);
            case "peak" -> peak.read(json);
            case "last" -> last.read(json);
            case "model" -> model = JsonValue.string(name, json);
            case "maintenance" -> maintenance = JsonValue.bool(name, json);
            case "acknowledged" -> acknowledged = operator(name, json);
            case "snoozedUntil" -> snoozedUntil = JsonValue.integerOr(Incident.NOT_SNOOZED, name, json);
            case "operator" -> operator = operator(name, json);
            case "anomaly" -> anomaly = JsonValue.string(name, json);
            default -> json.skipChildren();
        }
    }

    private static Incident.@Nullable Operator operator(String name, JsonParser json) {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        Person person = new Person(name);
        JsonValue.object(name, json, person::take);
        return person.operator();
    }

    @Override
    Incident event() {
        return new Incident(
                id(id, Incident.MAX_ID_LENGTH),
                sensor(sensor),
                required(change, "change"),
                time(number, "number"),
                reason,
                required(severity, "severity"),
                time(opened, "opened"),
                time(updated, "updated"),
                closed,
                closedBy,
                time(anomalies, "anomalies"),
                peak.peak(),
                last.last(),
                modelOrNone(model, "model"),
                maintenance,
                acknowledged,
                snoozedUntil,
                operator,
                anomaly);
    }

    /** An object with a person in it. */
    private static final class Person {
        private final String name;
        private @Nullable String by;
        private long at = MISSING;
        private @Nullable String note;

        Person(String name) {
            this.name = name;
        }

        private void take(String field, JsonParser json) {
            switch (field) {
                case "by" -> by = JsonValue.string(name + ".by", json);
                case "at" -> at = JsonValue.integer(name + ".at", json);
                case "note" -> note = JsonValue.string(name + ".note", json);
                default -> json.skipChildren();
            }
        }

        Incident.Operator operator() {
            return new Incident.Operator(required(by, name + ".by"), time(at, name + ".at"), note);
        }
    }

    /** An object with a reading in it. */
    private static final class Point {
        private final String name;
        private long ts = MISSING;
        private double value = Double.NaN;
        private double lower = Double.NaN;
        private double upper = Double.NaN;
        private double prediction = Double.NaN;

        Point(String name) {
            this.name = name;
        }

        void read(JsonParser json) {
            JsonValue.object(name, json, this::take);
        }

        private void take(String field, JsonParser json) {
            switch (field) {
                case "ts" -> ts = JsonValue.integer(name + ".ts", json);
                case "value" -> value = JsonValue.decimal(name + ".value", json);
                case "lower" -> lower = JsonValue.decimal(name + ".lower", json);
                case "upper" -> upper = JsonValue.decimal(name + ".upper", json);
                case "prediction" -> prediction = JsonValue.decimal(name + ".prediction", json);
                default -> json.skipChildren();
            }
        }

        Incident.Peak peak() {
            return new Incident.Peak(time(ts, name + ".ts"), finite(value, name + ".value"), lower, upper, prediction);
        }

        Incident.Last last() {
            return new Incident.Last(time(ts, name + ".ts"), finite(value, name + ".value"));
        }
    }
}
