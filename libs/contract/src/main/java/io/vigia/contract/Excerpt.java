package io.vigia.contract;

import java.nio.charset.StandardCharsets;

/** Shortens foreign text to a length that is suitable for a message, a header or a log line. */
public final class Excerpt {
    /** The longest message about an event, in characters. */
    public static final int MOST_CHARACTERS = 200;

    private static final int MOST_QUOTED = 80;

    private Excerpt() {}

    /** The text, or its first {@value #MOST_CHARACTERS} characters with an ellipsis as the last one. */
    public static String of(String text) {
        return of(text, MOST_CHARACTERS);
    }

    /** The start of a text in quotation marks, short enough to leave space for the valid values. */
    public static String quote(String text) {
        return "'" + of(text, MOST_QUOTED) + "'";
    }

    /** As {@link #quote(String)}, for bytes that should be UTF-8; only the start of them is decoded. */
    public static String quote(byte[] utf8) {
        return quote(new String(utf8, 0, Math.min(utf8.length, 4 * MOST_QUOTED), StandardCharsets.UTF_8));
    }

    /** The text, or its first {@code most} characters with an ellipsis as the last one. */
    public static String of(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        // Half of a surrogate pair cannot be encoded.
        int end = Math.max(0, most - 1);
        end -= end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? 1 : 0;
        return text.substring(0, end) + "…";
    }
}
