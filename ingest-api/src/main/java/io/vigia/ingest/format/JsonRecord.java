package io.vigia.ingest.format;

import io.vigia.contract.Reading;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * One reading as a JSON object: {@code value}, and if given {@code sensor}, {@code ts} (else {@code timestamp}, else {@code
 * time}), {@code id} and {@code detect}; null is as good as absent. Where one is not there, its name in capitals, {@code dato}
 * for a value, and {@code datetime} or {@code @timestamp} for a time do as well if they hold what can be read. All other fields
 * are passed over, and named in the answer.
 */
final class JsonRecord {
    private final ReadingRules rules;
    private final Defaults defaults;
    private final Ignored.Fields ignored = new Ignored.Fields();

    JsonRecord(ReadingRules rules, Defaults defaults) {
        this.rules = rules;
        this.defaults = defaults;
    }

    /**
     * Reads the object at the current position of {@code json}, always to its end, so that the next object can be read after
     * a rejected one.
     *
     * @throws tools.jackson.core.JacksonException if it is not valid JSON
     */
    Line.Taken read(int number, JsonParser json) throws RejectedException {
        Parts parts = new Parts();
        RejectedException first = null;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            json.nextToken();
            try {
                parts.take(name, json);
            } catch (RejectedException refused) {
                first = first == null ? refused : first;
                json.skipChildren();
            }
        }
        if (first != null) {
            throw first;
        }
        return parts.taken(number);
    }

    /** The names of the fields that were passed over in the objects read so far. */
    Ignored ignored() {
        return ignored.ignored();
    }

    /** The fields read so far. */
    private final class Parts {
        private static final int SENSOR = 1 << 1;

        private double value = Double.NaN;
        private String sensor = defaults.sensor();
        private boolean detect = defaults.detect();
        private @Nullable String id;
        private @Nullable TimeName timeName;
        private @Nullable String time;
        private double otherValue = Double.NaN;
        private @Nullable String otherSensor;
        private @Nullable String otherTime;
        private int seen;

        void take(String name, JsonParser json) throws RejectedException {
            if (json.hasToken(JsonToken.VALUE_NULL)) {
                return;
            }
            switch (name) {
                case "value" -> {
                    only(name, 1);
                    value = number(json);
                }
                case "sensor" -> {
                    only(name, SENSOR);
                    sensor = rules.sensor(name, string(name, json, Rule.SENSOR));
                }
                case "id" -> {
                    only(name, 1 << 2);
                    id = rules.id(name, string(name, json, Rule.ID));
                }
                case "detect" -> {
                    only(name, 1 << 3);
                    detect = flag(json);
                }
                case "ts" -> time(TimeName.TS, json);
                case "timestamp" -> time(TimeName.TIMESTAMP, json);
                case "time" -> time(TimeName.TIME, json);
                default -> {
                    if (!takesSpelling(name, json)) {
                        ignored.add(name);
                        json.skipChildren();
                    }
                }
            }
        }

        /** What clients mean that spell names otherwise; never a reason to refuse the record. */
        private boolean takesSpelling(String name, JsonParser json) {
            if (!json.hasToken(JsonToken.VALUE_STRING) && !json.currentToken().isNumeric()) {
                return false;
            }
            String text = json.getString();
            try {
                switch (name.toLowerCase(Locale.ROOT)) {
                    case "value", "dato" -> otherValue = rules.value(name, text);
                    case "sensor" -> otherSensor = rules.sensor(name, text);
                    case "ts", "timestamp", "time", "datetime", "@timestamp" -> {
                        rules.ts(name, text);
                        otherTime = text;
                    }
                    default -> {
                        return false;
                    }
                }
                return true;
            } catch (RejectedException unreadable) {
                return false;
            }
        }

        Line.Taken taken(int number) throws RejectedException {
            value = Double.isNaN(value) ? otherValue : value;
            if (Double.isNaN(value)) {
                throw new RejectedException("value", null, Rule.VALUE);
            }
            if (otherSensor != null && (seen & SENSOR) == 0) {
                sensor = otherSensor;
            }
            time = timeName == null ? otherTime : time;
            Long ts = time == null ? null : (Long) rules.ts(timeName == null ? "time" : timeName.wire, time);
            Reading reading = rules.reading(id, sensor, ts, value, detect);
            return new Line.Taken(number, reading, rules.note(time, reading.ts()));
        }

        /** Refuses a repeated field, because the intended value is unknown. */
        private void only(String name, int bit) throws RejectedException {
            if ((seen & bit) != 0) {
                throw new RejectedException(name, "given twice", Rule.ONCE);
            }
            seen |= bit;
        }

        private double number(JsonParser json) throws RejectedException {
            if (json.hasToken(JsonToken.VALUE_STRING)) {
                return rules.value("value", json.getString());
            }
            if (!json.currentToken().isNumeric()) {
                throw new RejectedException("value", shown(json), Rule.NUMBER);
            }
            double number = json.getDoubleValue();
            if (!Double.isFinite(number)) {
                throw new RejectedException("value", json.getString(), Rule.VALUE);
            }
            return number;
        }

        private void time(TimeName name, JsonParser json) throws RejectedException {
            only(name.wire, 1 << (4 + name.ordinal()));
            TimeName before = timeName;
            if (before != null && before.compareTo(name) < 0) {
                json.skipChildren();
                return;
            }
            boolean readable =
                    json.hasToken(JsonToken.VALUE_STRING) || json.currentToken().isNumeric();
            if (!readable) {
                throw new RejectedException(name.wire, shown(json), Rule.TS);
            }
            timeName = name;
            time = json.getString();
        }

        private boolean flag(JsonParser json) throws RejectedException {
            if (!json.currentToken().isBoolean()) {
                throw new RejectedException("detect", shown(json), Rule.DETECT);
            }
            return json.hasToken(JsonToken.VALUE_TRUE);
        }

        private String string(String name, JsonParser json, Rule rule) throws RejectedException {
            if (!json.hasToken(JsonToken.VALUE_STRING)) {
                throw new RejectedException(name, shown(json), rule);
            }
            return json.getString();
        }

        private String shown(JsonParser json) {
            return switch (json.currentToken()) {
                case START_OBJECT -> "an object";
                case START_ARRAY -> "an array";
                default -> json.getString();
            };
        }
    }

    /** The names of the time field; the first that is present is used. */
    private enum TimeName {
        TS("ts"),
        TIMESTAMP("timestamp"),
        TIME("time");

        private final String wire;

        TimeName(String wire) {
            this.wire = wire;
        }
    }
}
