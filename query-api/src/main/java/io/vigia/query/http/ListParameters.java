package io.vigia.query.http;

import io.vigia.contract.Instants;
import io.vigia.contract.SensorId;
import io.vigia.contract.SensorPattern;
import io.vigia.query.incident.IncidentFilter;
import io.vigia.query.incident.IncidentState;
import io.vigia.query.page.EventCursor;
import io.vigia.query.page.InvalidCursorException;
import io.vigia.query.page.SensorCursor;
import io.vigia.query.page.SeriesPages.Buckets;
import io.vigia.query.page.Span;
import io.vigia.query.page.TimeCursor;
import io.vigia.runtime.answer.Format;
import io.vigia.runtime.problem.Problem;
import io.vigia.runtime.problem.ProblemException;
import io.vigia.runtime.security.SensorScope;
import io.vigia.store.Aggregation;
import io.vigia.store.Order;
import io.vigia.verdict.Severity;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Parses the parameters of lists; a problem names the parameter, the received value and the valid ones. */
final class ListParameters {
    static final int MOST_ITEMS = 10_000;
    static final int USUAL_ITEMS = 1_000;

    private static final String CURSOR_ALLOWED = "the next value of a previous response to the same query, unchanged";

    private ListParameters() {}

    static String sensor(String text) {
        if (!SensorId.isValid(text)) {
            throw new ProblemException(Problem.invalid(
                    "sensor", text, SensorId.ALLOWED, "de 1 a 64 caracteres entre A-Z a-z 0-9 . _ : -"));
        }
        return text;
    }

    /** The part of the ids to search for; null if it is absent or empty. */
    static @Nullable String search(@Nullable String text) {
        if (text != null && text.length() > SensorId.MAX_LENGTH) {
            throw ProblemException.invalid("search", text, "at most " + SensorId.MAX_LENGTH + " characters");
        }
        return text == null || text.isEmpty() ? null : text;
    }

    static int limit(@Nullable String text) {
        return limit(text, USUAL_ITEMS, MOST_ITEMS);
    }

    static int limit(@Nullable String text, int usual, int most) {
        return text == null ? usual : (int) wholeNumber("limit", text, 1, most);
    }

    /** A whole number in decimal digits. */
    static long wholeNumber(String field, String text, long least, long most) {
        // 18 digits always fit.
        long number = text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
        if (number < least || number > most) {
            throw ProblemException.invalid(field, text, "a whole number from " + least + " to " + most);
        }
        return number;
    }

    /** The requested span of time, starting at the cursor; newest first by default. */
    static Span span(@Nullable String from, @Nullable String to, @Nullable String order, @Nullable String cursor) {
        Span asked = new Span(time("from", from, 0), time("to", to, Long.MAX_VALUE), order(order));
        if (asked.from() > asked.to()) {
            throw ProblemException.invalid("from", from, "a time no later than to");
        }
        return cursor == null ? asked : cursor(cursor, text -> asked.at(TimeCursor.parse(text)));
    }

    /** The sensors to select; null: all. */
    static @Nullable SensorPattern sensors(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            SensorPattern sensors = new SensorPattern(text);
            if (!sensors.isDefault()) {
                return sensors;
            }
        } catch (IllegalArgumentException invalid) {
            throw new ProblemException(Problem.invalid("sensor", text, SensorPattern.ALLOWED), invalid);
        }
        throw ProblemException.invalid("sensor", text, SensorPattern.ALLOWED);
    }

    /** The incidents to list. */
    static IncidentFilter incidents(
            @Nullable String state, @Nullable String sensor, @Nullable String severity, SensorScope scope) {
        return new IncidentFilter(
                state == null ? null : choice("state", state, IncidentState.values()),
                sensors(sensor, scope),
                severity == null ? null : choice("severity", severity, Severity.values()));
    }

    /** Whether a sensor is one of a pattern, and of those of the caller. */
    static Predicate<String> sensors(@Nullable String pattern, SensorScope scope) {
        SensorPattern sensors = sensors(pattern);
        return sensor -> scope.allows(sensor) && (sensors == null || sensors.matches(sensor));
    }

    static @Nullable EventCursor eventCursor(@Nullable String cursor) {
        return cursor == null ? null : cursor(cursor, EventCursor::parse);
    }

    static @Nullable SensorCursor sensorCursor(@Nullable String cursor) {
        return cursor == null ? null : cursor(cursor, SensorCursor::parse);
    }

    /** The requested aggregation; null for plain readings. */
    static @Nullable Buckets buckets(@Nullable String aggregation, @Nullable String bucket) {
        if (aggregation == null && bucket == null) {
            return null;
        }
        if (bucket == null) {
            throw ProblemException.invalid("bucket", null, BucketWidth.ALLOWED + ", because aggregation requires it");
        }
        return new Buckets(choice("aggregation", aggregation, Aggregation.values()), BucketWidth.parse(bucket));
    }

    private static Order order(@Nullable String text) {
        return switch (text == null ? "desc" : text) {
            case "desc" -> Order.NEWEST_FIRST;
            case "asc" -> Order.OLDEST_FIRST;
            default -> throw ProblemException.invalid("order", text, "asc (oldest first) or desc (newest first)");
        };
    }

    private static long time(String field, @Nullable String text, long otherwise) {
        if (text == null) {
            return otherwise;
        }
        try {
            return Math.max(0, Instants.parse(text));
        } catch (IllegalArgumentException noTime) {
            String hint = text.indexOf(' ') < 0 ? "" : "; in a URL write + as %2B";
            throw new ProblemException(Problem.invalid(field, text, Instants.ALLOWED + hint), noTime);
        }
    }

    /** The format in the query of {@code /listar}. */
    static Format format(String text) {
        return Arrays.stream(Format.values())
                .filter(format -> wire(format).equals(text))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        Problem.invalid("format", text, choices(Format.values()), choices(Format.values()))));
    }

    private static <T> T cursor(String text, Function<String, T> read) {
        try {
            return read.apply(text);
        } catch (InvalidCursorException unknown) {
            throw new ProblemException(Problem.invalid(
                    "cursor",
                    text,
                    CURSOR_ALLOWED + " (" + unknown.getMessage() + ")",
                    "el valor next de una respuesta anterior a la misma consulta, sin cambios"));
        }
    }

    /** A constant of an enumeration, by its name in lower case. */
    static <E extends Enum<E>> E choice(String field, @Nullable String text, E[] choices) {
        for (E choice : choices) {
            if (wire(choice).equals(text)) {
                return choice;
            }
        }
        throw ProblemException.invalid(field, text, choices(choices));
    }

    private static String choices(Enum<?>[] choices) {
        return Arrays.stream(choices).map(ListParameters::wire).collect(Collectors.joining(", "));
    }

    private static String wire(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }
}
