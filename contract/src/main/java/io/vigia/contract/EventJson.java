package io.vigia.contract;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * The events as JSON in UTF-8, written and read field by field: a reading costs about a microsecond, where data binding
 * costs several. A field that has no value is written as {@code null}, never left out. Unknown fields are passed over,
 * so that a newer writer does not stop an older reader.
 */
public final class EventJson {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private EventJson() {}

    /** A reading or a control event as bytes. */
    public static byte[] write(ReadingEvent event) {
        return event instanceof Reading reading ? writeReading(reading) : writeDeletion((Deletion) event);
    }

    /** A score, or a deletion in its place, as bytes. */
    public static byte[] write(ScoreEvent event) {
        return event instanceof Score score ? writeScore(score, null) : writeDeletion((Deletion) event);
    }

    /** A verdict, or the confirmation of a deletion, as bytes. */
    public static byte[] write(DetectionEvent event) {
        if (event instanceof Verdict verdict) {
            return writeScore(verdict.score(), verdict.window());
        }
        return new JsonBytes(96)
                .text("id", event.id())
                .text("type", Deleted.TYPE)
                .end();
    }

    /** The record of a known sensor as bytes. */
    public static byte[] write(KnownSensor known) {
        return new JsonBytes(112)
                .text("sensor", known.sensor())
                .number("since", known.since())
                .end();
    }

    /**
     * Reads an event of the readings topic.
     *
     * @throws InvalidEventException if the bytes are no JSON object, a field is missing, of another type or out of range
     */
    public static ReadingEvent readReading(byte @Nullable [] bytes) {
        Fields fields = Fields.of(bytes);
        if (fields.type != null) {
            return fields.deletion();
        }
        return new Reading(
                fields.required(fields.id, "id"),
                fields.required(fields.sensor, "sensor"),
                fields.ts(),
                TsSource.parse(fields.required(fields.tsSource, "tsSource")),
                fields.finite(fields.value, "value"),
                fields.detect);
    }

    /**
     * Reads an event of the scores topic.
     *
     * @throws InvalidEventException if the bytes are no JSON object, a field is missing, of another type or out of range
     */
    public static ScoreEvent readScore(byte @Nullable [] bytes) {
        Fields fields = Fields.of(bytes);
        return fields.type != null ? fields.deletion() : fields.toScore();
    }

    /**
     * Reads an event of the detections topic.
     *
     * @throws InvalidEventException if the bytes are no JSON object, a field is missing, of another type or out of range
     */
    public static DetectionEvent readDetection(byte @Nullable [] bytes) {
        Fields fields = Fields.of(bytes);
        if (fields.type == null) {
            return fields.toVerdict();
        }
        if (!fields.type.equals(Deleted.TYPE)) {
            throw new InvalidEventException("type is '" + fields.type + "'; allowed is " + Deleted.TYPE);
        }
        return new Deleted(fields.required(fields.id, "id"));
    }

    /**
     * Reads an event of the anomalies topic.
     *
     * @throws InvalidEventException if the bytes are no JSON object, a field is missing, of another type or out of range
     */
    public static Verdict readVerdict(byte @Nullable [] bytes) {
        return Fields.of(bytes).toVerdict();
    }

    /**
     * Reads a record of the sensors topic.
     *
     * @throws InvalidEventException if the bytes are no JSON object, a field is missing, of another type or out of range
     */
    public static KnownSensor readKnownSensor(byte @Nullable [] bytes) {
        Fields fields = Fields.of(bytes);
        return new KnownSensor(fields.required(fields.sensor, "sensor"), fields.since);
    }

    private static byte[] writeReading(Reading reading) {
        return new JsonBytes(208)
                .text("id", reading.id())
                .text("sensor", reading.sensor())
                .number("ts", reading.ts())
                .text("tsSource", reading.tsSource().wire())
                .number("value", reading.value())
                .flag("detect", reading.detect())
                .end();
    }

    private static byte[] writeDeletion(Deletion deletion) {
        return new JsonBytes(144)
                .text("id", deletion.id())
                .text("type", Deletion.TYPE)
                .text("sensor", deletion.sensor())
                .end();
    }

    private static byte[] writeScore(Score score, double @Nullable [] window) {
        JsonBytes json = new JsonBytes(window == null ? 448 : 640)
                .text("id", score.id())
                .text("sensor", score.sensor())
                .number("ts", score.ts())
                .number("value", score.value())
                .text("status", score.status().wire());
        if (score.remaining() == Score.NO_REMAINING) {
            json.nothing("remaining");
        } else {
            json.number("remaining", (long) score.remaining());
        }
        Direction direction = score.direction();
        Severity severity = score.severity();
        json.number("prediction", score.prediction())
                .number("lower", score.lower())
                .number("upper", score.upper())
                .number("error", score.error())
                .number("score", score.score())
                .flag("anomaly", score.anomaly())
                .flag("alarm", score.alarm())
                .text("direction", direction == null ? null : direction.wire())
                .text("severity", severity == null ? null : severity.wire())
                .text("model", score.model());
        return window == null ? json.end() : json.numbers("window", window).end();
    }

    /** The fields of all events, as far as they were met. */
    private static final class Fields {
        private @Nullable String id;
        private @Nullable String sensor;
        private @Nullable String type;
        private @Nullable String tsSource;
        private @Nullable String status;
        private @Nullable String direction;
        private @Nullable String severity;
        private @Nullable String model;
        private boolean hasTs;
        private long ts;
        private long since;
        private int remaining = Score.NO_REMAINING;
        private double value = Double.NaN;
        private double prediction = Double.NaN;
        private double lower = Double.NaN;
        private double upper = Double.NaN;
        private double error = Double.NaN;
        private double score = Double.NaN;
        private boolean detect;
        private boolean anomaly;
        private boolean alarm;
        private double @Nullable [] window;

        static Fields of(byte @Nullable [] bytes) {
            if (bytes == null) {
                throw new InvalidEventException("the record has no value; a JSON object is expected");
            }
            Fields fields = new Fields();
            try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
                if (json.nextToken() != JsonToken.START_OBJECT) {
                    throw new InvalidEventException("the record is no JSON object");
                }
                while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                    String name = json.currentName();
                    json.nextToken();
                    fields.take(name, json);
                }
                if (json.nextToken() != null) {
                    throw new InvalidEventException("something follows the JSON object");
                }
            } catch (JacksonException notJson) {
                throw new InvalidEventException("the record is no JSON: " + notJson.getOriginalMessage(), notJson);
            }
            return fields;
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
                case "ts" -> {
                    ts = integer(name, json);
                    hasTs = true;
                }
                case "since" -> since = integer(name, json);
                case "remaining" ->
                    remaining = json.currentToken() == JsonToken.VALUE_NULL
                            ? Score.NO_REMAINING
                            : (int) integer(name, json);
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
                case VALUE_STRING -> json.getString();
                case VALUE_NULL -> null;
                default -> throw unexpected(name, json, "a string");
            };
        }

        private static long integer(String name, JsonParser json) {
            if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
                throw unexpected(name, json, "a whole number");
            }
            return json.getLongValue();
        }

        private static double decimal(String name, JsonParser json) {
            return switch (json.currentToken()) {
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getDoubleValue();
                case VALUE_NULL -> Double.NaN;
                default -> throw unexpected(name, json, "a number");
            };
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
                values.add(decimal(name, json));
            }
            return values.stream().mapToDouble(Double::doubleValue).toArray();
        }

        private static InvalidEventException unexpected(String name, JsonParser json, String expected) {
            return new InvalidEventException(name + " is " + json.currentToken() + "; expected is " + expected);
        }

        String required(@Nullable String value, String name) {
            if (value == null || value.isEmpty()) {
                throw new InvalidEventException(name + " is missing");
            }
            return value;
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
                throw new InvalidEventException("ts is " + ts + "; epoch milliseconds from 0 on are expected");
            }
            return ts;
        }

        Deletion deletion() {
            if (!Deletion.TYPE.equals(type)) {
                throw new InvalidEventException("type is '" + type + "'; allowed is " + Deletion.TYPE);
            }
            return new Deletion(required(id, "id"), required(sensor, "sensor"));
        }

        Score toScore() {
            return new Score(
                    required(id, "id"),
                    required(sensor, "sensor"),
                    ts(),
                    finite(value, "value"),
                    Status.parse(required(status, "status")),
                    remaining,
                    prediction,
                    lower,
                    upper,
                    error,
                    score,
                    anomaly,
                    alarm,
                    direction == null ? null : Direction.parse(direction),
                    severity == null ? null : Severity.parse(severity),
                    model);
        }

        Verdict toVerdict() {
            if (window == null) {
                throw new InvalidEventException("window is missing");
            }
            return new Verdict(toScore(), window);
        }
    }
}
