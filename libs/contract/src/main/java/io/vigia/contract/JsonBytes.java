package io.vigia.contract;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.NumberOutput;

/**
 * Writes one JSON object as UTF-8 directly into an array. Creating a generator per event would cost more
 * than writing the event.
 */
final class JsonBytes {
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    /** Of a long. */
    private static final int MOST_DIGITS = 20;

    private byte[] bytes;
    private int size;

    /** @param sizeHint bytes that are usually enough */
    JsonBytes(int sizeHint) {
        bytes = new byte[sizeHint];
        bytes[size++] = '{';
    }

    JsonBytes text(String name, @Nullable String value) {
        name(name);
        if (value == null) {
            raw(NULL);
        } else {
            quoted(value);
        }
        return this;
    }

    JsonBytes number(String name, long value) {
        name(name);
        reserve(MOST_DIGITS);
        size = NumberOutput.outputLong(value, bytes, size);
        return this;
    }

    /** Writes null if the number is the one that stands for none. */
    JsonBytes numberUnless(long none, String name, long value) {
        return value == none ? nothing(name) : number(name, value);
    }

    /** Writes null if the number is not finite. */
    JsonBytes number(String name, double value) {
        name(name);
        number(value);
        return this;
    }

    JsonBytes flag(String name, boolean value) {
        name(name);
        raw(value ? TRUE : FALSE);
        return this;
    }

    JsonBytes nothing(String name) {
        name(name);
        raw(NULL);
        return this;
    }

    JsonBytes numbers(String name, double[] values) {
        name(name);
        reserve(2 + values.length);
        bytes[size++] = '[';
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                one(',');
            }
            number(values[i]);
        }
        one(']');
        return this;
    }

    /** Begins an object in a field, to which the next fields belong. */
    JsonBytes begin(String name) {
        name(name);
        one('{');
        return this;
    }

    /** Ends the object that {@link #begin} began. */
    JsonBytes close() {
        one('}');
        return this;
    }

    /** Writes an object of strings, numbers, flags and such objects. */
    JsonBytes object(String name, Map<String, ?> fields) {
        name(name);
        object(fields);
        return this;
    }

    private void object(Map<String, ?> fields) {
        one('{');
        boolean first = true;
        for (Map.Entry<String, ?> field : fields.entrySet()) {
            if (!first) {
                one(',');
            }
            first = false;
            quoted(field.getKey());
            one(':');
            any(field.getValue());
        }
        one('}');
    }

    private void any(Object value) {
        if (value instanceof String text) {
            quoted(text);
        } else if (value instanceof Double number) {
            number(number);
        } else if (value instanceof Boolean flag) {
            raw(flag ? TRUE : FALSE);
        } else if (value instanceof Map<?, ?> fields) {
            @SuppressWarnings("unchecked") // The names of fields are strings.
            Map<String, ?> named = (Map<String, ?>) fields;
            object(named);
        } else {
            throw new IllegalArgumentException("no JSON for " + value.getClass());
        }
    }

    /** The whole object; nothing is written after it. */
    byte[] end() {
        one('}');
        return Arrays.copyOf(bytes, size);
    }

    /** Names are the code's own: ASCII without quotes. */
    @SuppressWarnings("deprecation") // The other getBytes goes by a charset, which takes three times as long.
    private void name(String name) {
        int length = name.length();
        reserve(length + 4);
        if (bytes[size - 1] != '{') {
            bytes[size++] = ',';
        }
        bytes[size++] = '"';
        name.getBytes(0, length, bytes, size);
        size += length;
        bytes[size++] = '"';
        bytes[size++] = ':';
    }

    private void number(double value) {
        if (!Double.isFinite(value)) {
            raw(NULL);
        } else {
            ascii(NumberOutput.toString(value, true));
        }
    }

    private void quoted(String text) {
        reserve(text.length() + 2);
        int start = size;
        bytes[size++] = '"';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c >= 0x7f || c == '"' || c == '\\') {
                size = start;
                escaped(text);
                return;
            }
            bytes[size++] = (byte) c;
        }
        bytes[size++] = '"';
    }

    /** Replaces half of a surrogate pair by a question mark, so that an id with malformed text can be forwarded. */
    private void escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                escaped.append('\\').append(c);
            } else if (c < ' ') {
                escaped.append(String.format("\\u%04x", (int) c));
            } else {
                escaped.append(c);
            }
        }
        raw(escaped.append('"').toString().getBytes(StandardCharsets.UTF_8));
    }

    @SuppressWarnings("deprecation") // As in name().
    private void ascii(String text) {
        int length = text.length();
        reserve(length);
        text.getBytes(0, length, bytes, size);
        size += length;
    }

    private void raw(byte[] more) {
        reserve(more.length);
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
    }

    private void one(char c) {
        reserve(1);
        bytes[size++] = (byte) c;
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
