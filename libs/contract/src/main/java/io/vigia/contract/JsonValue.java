package io.vigia.contract;

import io.vigia.verdict.WireName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads the value that a parser is at; each method refuses a value of another type, with the field's name. */
final class JsonValue {
    /** Maximum number of characters of an invalid value in a message. */
    private static final int MOST_SHOWN = 60;
    /** The longest text of any field, in characters, which limits the memory for events of other programs. */
    private static final int MOST_TEXT = 4_096;
    /** The longest window that a verdict may have, in values. */
    private static final int MOST_WINDOW = 4_096;

    /** Levels of objects and arrays in a field. */
    private static final int MOST_NESTED = 8;

    private JsonValue() {}

    static @Nullable String string(String name, JsonParser json) {
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

    /** One of the words that stand for constants; null if there is none. */
    static <W extends WireName> @Nullable W word(W[] all, String name, JsonParser json) {
        String text = string(name, json);
        if (text == null) {
            return null;
        }
        W found = find(all, text);
        if (found == null) {
            throw new InvalidEventException(name + " is " + Excerpt.quote(text) + "; must be one of " + words(all));
        }
        return found;
    }

    /**
     * One of the words that stand for kinds of an event.
     *
     * @throws UnknownTypeException if it may be a kind of a newer version
     */
    static <W extends WireName> W knownWord(W[] all, String name, String text) {
        W found = find(all, text);
        if (found == null) {
            throw new UnknownTypeException(name + " " + text, words(all));
        }
        return found;
    }

    private static <W extends WireName> @Nullable W find(W[] all, String text) {
        for (W one : all) {
            if (one.wire().equals(text)) {
                return one;
            }
        }
        return null;
    }

    private static String words(WireName[] all) {
        return Arrays.stream(all).map(WireName::wire).collect(Collectors.joining(", "));
    }

    static long integer(String name, JsonParser json) {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw unexpected(name, json, "a whole number");
        }
        return json.getLongValue();
    }

    /** A whole number, or what stands for null. */
    static long integerOr(long none, String name, JsonParser json) {
        return json.currentToken() == JsonToken.VALUE_NULL ? none : integer(name, json);
    }

    /** A count, or a number of something: 0 or more. */
    static int count(String name, JsonParser json) {
        long number = integer(name, json);
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw new InvalidEventException(name + " is " + number + "; must be 0 to " + Integer.MAX_VALUE);
        }
        return (int) number;
    }

    /** A finite number; NaN for null. */
    static double decimal(String name, JsonParser json) {
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

    static boolean bool(String name, JsonParser json) {
        return switch (json.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw unexpected(name, json, "true or false");
        };
    }

    /** An object of at most {@value #MOST_NESTED} levels, as maps, lists, strings, numbers and flags; null for null. */
    static @Nullable Map<String, Object> object(String name, JsonParser json) {
        return switch (json.currentToken()) {
            case START_OBJECT -> fields(name, json, MOST_NESTED);
            case VALUE_NULL -> null;
            default -> throw unexpected(name, json, "an object");
        };
    }

    private static Map<String, Object> fields(String name, JsonParser json, int levels) {
        if (levels == 0) {
            throw new InvalidEventException(name + " has more than " + MOST_NESTED + " levels");
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String field = json.currentName();
            json.nextToken();
            Object value = any(name, json, levels - 1);
            if (value != null) {
                fields.put(field, value);
            }
        }
        return fields;
    }

    private static @Nullable Object any(String name, JsonParser json, int levels) {
        return switch (json.currentToken()) {
            case START_OBJECT -> fields(name, json, levels);
            case START_ARRAY -> items(name, json, levels);
            case VALUE_STRING -> bounded(name, json.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private static List<Object> items(String name, JsonParser json, int levels) {
        if (levels == 0) {
            throw new InvalidEventException(name + " has more than " + MOST_NESTED + " levels");
        }
        List<Object> items = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            Object item = any(name, json, levels - 1);
            if (item != null) {
                items.add(item);
            }
        }
        return items;
    }

    static double[] decimals(String name, JsonParser json) {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw unexpected(name, json, "an array of numbers");
        }
        double[] values = new double[16];
        int size = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (size == MOST_WINDOW) {
                throw new InvalidEventException(name + " has more than " + MOST_WINDOW + " numbers");
            }
            values = size == values.length ? Arrays.copyOf(values, 2 * size) : values;
            values[size++] = decimal(name, json);
        }
        return Arrays.copyOf(values, size);
    }

    /** An object's fields, each passed on with its name. */
    static void object(String name, JsonParser json, BiConsumer<String, JsonParser> fields) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw unexpected(name, json, "an object");
        }
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String field = json.currentName();
            json.nextToken();
            fields.accept(field, json);
        }
    }

    /** Skips to the end of the field, from any position in it. */
    static void leave(JsonParser json) {
        json.skipChildren();
        while (json.streamReadContext().getNestingDepth() > 1) {
            json.nextToken();
        }
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
            case VALUE_STRING -> "the string '" + Excerpt.of(json.getString(), MOST_SHOWN) + "'";
            default -> Excerpt.of(json.getString(), MOST_SHOWN);
        };
    }
}
