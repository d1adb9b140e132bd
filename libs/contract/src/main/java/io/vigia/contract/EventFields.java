package io.vigia.contract;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/**
 * The fields of one event while it is read. A field that must have a value is required; one that may be null may be
 * missing, too. A field that the event does not have is ignored.
 */
abstract class EventFields<E> {
    /** A whole number that was not read. */
    static final long MISSING = Long.MIN_VALUE;

    private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9._-]{1,64}@[A-Za-z0-9._-]{1,64}");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    private @Nullable String type;
    private @Nullable InvalidEventException fault;

    /**
     * Takes the value that the parser is at; skips it if the event has no such field.
     *
     * @throws InvalidEventException if the value is not of the field's type
     */
    abstract void take(String name, JsonParser json);

    /**
     * The event, from all its fields.
     *
     * @throws InvalidEventException if one is missing or out of range
     */
    abstract E event();

    final void takeOrNote(String name, JsonParser json) {
        try {
            if (name.equals("type")) {
                type = JsonValue.string(name, json);
            } else {
                take(name, json);
            }
        } catch (InvalidEventException invalid) {
            fault = fault == null ? invalid : fault;
            JsonValue.leave(json);
        }
    }

    final @Nullable String type() {
        return type;
    }

    final E checked() {
        if (fault != null) {
            throw fault;
        }
        return event();
    }

    static <T> T required(@Nullable T value, String name) {
        if (value == null || value.equals("")) {
            throw new InvalidEventException(name + " is missing");
        }
        return value;
    }

    static String id(@Nullable String id) {
        return id(id, EventIds.MAX_LENGTH);
    }

    static String id(@Nullable String id, int maxLength) {
        String found = required(id, "id");
        if (found.length() > maxLength) {
            throw new InvalidEventException("id has " + found.length() + " characters; must be 1 to " + maxLength);
        }
        return found;
    }

    static String sensor(@Nullable String sensor) {
        String found = required(sensor, "sensor");
        if (!SensorId.isValid(found)) {
            throw new InvalidEventException("sensor is " + Excerpt.quote(found) + "; must be " + SensorId.ALLOWED);
        }
        return found;
    }

    static double finite(double number, String name) {
        if (!Double.isFinite(number)) {
            throw new InvalidEventException(name + " is missing or not a finite number");
        }
        return number;
    }

    static String atMost(int characters, String text, String name) {
        if (text.length() > characters) {
            throw new InvalidEventException(
                    name + " has " + text.length() + " characters; must be at most " + characters);
        }
        return text;
    }

    /** A time in epoch milliseconds; {@link #MISSING} before it is read. */
    static long time(long time, String name) {
        if (time == MISSING) {
            throw new InvalidEventException(name + " is missing");
        }
        if (time < 0) {
            throw new InvalidEventException(name + " is " + time + "; must be epoch milliseconds from 0");
        }
        return time;
    }

    static SensorPattern pattern(@Nullable String sensors) {
        if (sensors == null) {
            throw new InvalidEventException("sensors is missing");
        }
        try {
            return new SensorPattern(sensors);
        } catch (IllegalArgumentException noPattern) {
            throw new InvalidEventException(String.valueOf(noPattern.getMessage()), noPattern);
        }
    }

    static @Nullable String modelOrNone(@Nullable String model, String name) {
        if (model != null && !MODEL.matcher(model).matches()) {
            throw new InvalidEventException(name + " is " + Excerpt.quote(model) + "; must be name@version");
        }
        return model;
    }

    /** Present if and only if a model is. */
    static @Nullable String sha256(@Nullable String sha256, @Nullable String model) {
        if ((sha256 == null) != (model == null)
                || sha256 != null && !SHA_256.matcher(sha256).matches()) {
            throw new InvalidEventException(
                    "sha256 is " + sha256 + "; must be 64 hexadecimal digits, or null if model is null");
        }
        return sha256;
    }
}
