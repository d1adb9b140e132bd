package io.vigia.contract;

import io.vigia.verdict.Direction;
import io.vigia.verdict.Severity;
import io.vigia.verdict.Status;
import io.vigia.verdict.WireName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** The fields of all events, as far as they were read. */
final class EventFields {
    /** Maximum number of characters of an invalid value in a message. */
    private static final int MOST_SHOWN = 60;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9._-]{1,64}@[A-Za-z0-9._-]{1,64}");
    /** The longest text of any field, in characters, which limits the memory for events of other programs. */
    private static final int MOST_TEXT = 4_096;
    /** The longest window that a verdict may have, in values. */
    private static final int MOST_WINDOW = 4_096;

    private static final TsSource[] SOURCES = TsSource.values();
    private static final Status[] STATUSES = Status.values();
    private static final Direction[] DIRECTIONS = Direction.values();
    private static final Severity[] SEVERITIES = Severity.values();
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    @Nullable
    String id;

    @Nullable
    String sensor;

    @Nullable
    String type;

    private @Nullable String tsSource;
    private @Nullable String status;
    private @Nullable String direction;
    private @Nullable String severity;
    private @Nullable String model;
    private @Nullable String sensors;
    private @Nullable String sha256;
    private @Nullable String previous;
    private @Nullable String reason;
    private boolean accepted;
    private int partition;
    private long at;
    private boolean hasTs;
    private long ts;
    long since;
    private int remaining = Score.NO_REMAINING;
    double value = Double.NaN;
    private double prediction = Double.NaN;
    private double lower = Double.NaN;
    private double upper = Double.NaN;
    private double error = Double.NaN;
    private double score = Double.NaN;
    boolean detect;
    private boolean anomaly;
    private boolean alarm;
    private double @Nullable [] window;
    private @Nullable InvalidEventException fault;

    /**
     * The fields of an event without a type, or with one of the known types. An unknown type takes precedence over errors,
     * because a newer version may use a field differently.
     */
    static EventFields of(byte @Nullable [] bytes, String... knownTypes) {
        EventFields fields = read(bytes);
        if (fields.type != null && !List.of(knownTypes).contains(fields.type)) {
            throw new UnknownTypeException(
                    fields.type, knownTypes.length == 0 ? "no type here" : String.join(" and ", knownTypes));
        }
        if (fields.fault != null) {
            throw fields.fault;
        }
        return fields;
    }

    private static EventFields read(byte @Nullable [] bytes) {
        if (bytes == null) {
            throw new InvalidEventException("the record has no value; must be a JSON object");
        }
        EventFields fields = new EventFields();
        try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new InvalidEventException("the record is not a JSON object");
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                json.nextToken();
                fields.takeOrNote(name, json);
            }
            if (json.nextToken() != null) {
                throw new InvalidEventException("content was received after the JSON object");
            }
        } catch (JacksonException notJson) {
            throw new InvalidEventException("the record is not valid JSON: " + withoutAdvice(notJson), notJson);
        }
        return fields;
    }

    /** Jackson's reason, without what it tells programmers to change in our code. */
    private static String withoutAdvice(JacksonException notJson) {
        String reason = String.valueOf(notJson.getOriginalMessage());
        int advice = Math.max(reason.indexOf(": enable `"), reason.indexOf(", from `"));
        String end = advice < 0 ? reason : reason.substring(0, advice);
        return end.chars().filter(c -> c == '(').count()
                        > end.chars().filter(c -> c == ')').count()
                ? end + ")"
                : end;
    }

    private void takeOrNote(String name, JsonParser json) {
        try {
            take(name, json);
        } catch (InvalidEventException invalid) {
            if (fault == null) {
                fault = invalid;
            }
            leave(json);
        }
    }

    /** Skips to the end of the field, from any position in it. */
    private static void leave(JsonParser json) {
        json.skipChildren();
        while (json.streamReadContext().getNestingDepth() > 1) {
            json.nextToken();
        }
    }

    private void take(String name, JsonParser json) {
        switch (name) {
            case "id" -> id = string(name, json);
            case "sensor" -> sensor = string(name, json);
            case "type" -> type = string(name, json);
            case "tsSource" -> tsSource = string(name, json);
            case "status" -> status = string(name, json);
            case "direction" -> direction = string(name, json);
            case "severity" -> severity = string(name, json);
            case "model" -> model = string(name, json);
            case "sensors" -> sensors = string(name, json);
            case "sha256" -> sha256 = string(name, json);
            case "previous" -> previous = string(name, json);
            case "reason" -> reason = string(name, json);
            case "accepted" -> accepted = bool(name, json);
            case "partition" -> partition = (int) integer(name, json);
            case "at" -> at = integer(name, json);
            case "ts" -> {
                ts = integer(name, json);
                hasTs = true;
            }
            case "since" -> since = integer(name, json);
            case "remaining" ->
                remaining =
                        json.currentToken() == JsonToken.VALUE_NULL ? Score.NO_REMAINING : (int) integer(name, json);
            case "value" -> value = decimal(name, json);
            case "prediction" -> prediction = decimal(name, json);
            case "lower" -> lower = decimal(name, json);
            case "upper" -> upper = decimal(name, json);
            case "error" -> error = decimal(name, json);
            case "score" -> score = decimal(name, json);
            case "detect" -> detect = bool(name, json);
            case "anomaly" -> anomaly = bool(name, json);
            case "alarm" -> alarm = bool(name, json);
            case "window" -> window = decimals(name, json);
            default -> json.skipChildren();
        }
    }

    private static @Nullable String string(String name, JsonParser json) {
        return switch (json.currentToken()) {
            case VALUE_STRING -> bounded(name, json.getString());
            case VALUE_NULL -> null;
            default -> throw unexpected(name, json, "a string");
        };
    }

    private static String bounded(String name, String text) {
        if (text.length() > MOST_TEXT) {
            throw new InvalidEventException(
                    name + " has " + text.length() + " characters; must be at most " + MOST_TEXT);
        }
        return text;
    }

    private static long integer(String name, JsonParser json) {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw unexpected(name, json, "a whole number");
        }
        return json.getLongValue();
    }

    private static double decimal(String name, JsonParser json) {
        return switch (json.currentToken()) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> finite(name, json.getDoubleValue());
            case VALUE_NULL -> Double.NaN;
            default -> throw unexpected(name, json, "a number");
        };
    }

    private static double finite(String name, double number) {
        if (!Double.isFinite(number)) {
            throw new InvalidEventException(name + " is too large for a finite 64-bit number");
        }
        return number;
    }

    private static boolean bool(String name, JsonParser json) {
        return switch (json.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw unexpected(name, json, "true or false");
        };
    }

    private static double[] decimals(String name, JsonParser json) {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw unexpected(name, json, "an array of numbers");
        }
        List<Double> values = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (values.size() == MOST_WINDOW) {
                throw new InvalidEventException(name + " has more than " + MOST_WINDOW + " numbers");
            }
            values.add(decimal(name, json));
        }
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static InvalidEventException unexpected(String name, JsonParser json, String expected) {
        return new InvalidEventException(name + " is " + found(json) + "; must be " + expected);
    }

    /** The received value, for messages. */
    private static String found(JsonParser json) {
        JsonToken token = json.currentToken();
        if (token == null) {
            return "missing";
        }
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_NULL -> "null";
            case VALUE_STRING -> "the string '" + cut(json.getString()) + "'";
            default -> cut(json.getString());
        };
    }

    private static String cut(String text) {
        return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN - 1) + "…";
    }

    /** The event's id. */
    String id() {
        String found = required(id, "id");
        if (found.length() > EventIds.MAX_LENGTH) {
            throw new InvalidEventException(
                    "id has " + found.length() + " characters; must be 1 to " + EventIds.MAX_LENGTH);
        }
        return found;
    }

    /** The sensor's id. */
    String sensor() {
        String found = required(sensor, "sensor");
        if (!SensorId.isValid(found)) {
            throw new InvalidEventException("sensor is " + Excerpt.quote(found) + "; must be " + SensorId.ALLOWED);
        }
        return found;
    }

    String required(@Nullable String value, String name) {
        if (value == null || value.isEmpty()) {
            throw new InvalidEventException(name + " is missing");
        }
        return value;
    }

    TsSource tsSource() {
        return word(SOURCES, required(tsSource, "tsSource"), "tsSource");
    }

    private static <E extends WireName> E word(E[] all, String text, String name) {
        for (E one : all) {
            if (one.wire().equals(text)) {
                return one;
            }
        }
        String words = Arrays.stream(all).map(WireName::wire).collect(Collectors.joining(", "));
        throw new InvalidEventException(name + " is " + Excerpt.quote(text) + "; must be one of " + words);
    }

    double finite(double number, String name) {
        if (!Double.isFinite(number)) {
            throw new InvalidEventException(name + " is missing or not a finite number");
        }
        return number;
    }

    long ts() {
        if (!hasTs) {
            throw new InvalidEventException("ts is missing");
        }
        if (ts < 0) {
            throw new InvalidEventException("ts is " + ts + "; must be epoch milliseconds from 0");
        }
        return ts;
    }

    Deletion deletion() {
        return new Deletion(id(), sensor());
    }

    ModelChange modelChange() {
        return new ModelChange(id(), pattern(), modelOrNone(model, "model"), sha256());
    }

    private SensorPattern pattern() {
        if (sensors == null) {
            throw new InvalidEventException("sensors is missing");
        }
        try {
            return new SensorPattern(sensors);
        } catch (IllegalArgumentException noPattern) {
            throw new InvalidEventException(String.valueOf(noPattern.getMessage()), noPattern);
        }
    }

    private static @Nullable String modelOrNone(@Nullable String model, String name) {
        if (model != null && !MODEL.matcher(model).matches()) {
            throw new InvalidEventException(name + " is " + Excerpt.quote(model) + "; must be name@version");
        }
        return model;
    }

    /** Present if and only if a model is. */
    private @Nullable String sha256() {
        String found = sha256;
        if ((found == null) != (model == null)
                || found != null && !SHA_256.matcher(found).matches()) {
            throw new InvalidEventException(
                    "sha256 is " + found + "; must be 64 hexadecimal digits, or null if model is null");
        }
        return found;
    }

    ModelAssignment modelAssignment() {
        return new ModelAssignment(
                id(),
                pattern(),
                required(modelOrNone(model, "model"), "model"),
                required(sha256(), "sha256"),
                modelOrNone(previous, "previous"),
                at);
    }

    ModelOutcome modelOutcome() {
        return new ModelOutcome(id(), partition, pattern(), modelOrNone(model, "model"), accepted, reason, at);
    }

    Score toScore() {
        return new Score(
                id(),
                sensor(),
                ts(),
                finite(value, "value"),
                word(STATUSES, required(status, "status"), "status"),
                remaining,
                prediction,
                lower,
                upper,
                error,
                score,
                anomaly,
                alarm,
                direction == null ? null : word(DIRECTIONS, direction, "direction"),
                severity == null ? null : word(SEVERITIES, severity, "severity"),
                model);
    }

    Verdict toVerdict() {
        if (window == null) {
            throw new InvalidEventException("window is missing");
        }
        return new Verdict(toScore(), window);
    }
}
