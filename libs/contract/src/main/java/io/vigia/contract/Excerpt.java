package io.vigia.contract;

import java.nio.charset.StandardCharsets;

/** Cuts text that somebody else wrote to a length that a message, a header or a log line can carry. */
public final class Excerpt {
    /** The longest message about an event, in characters. */
    public static final int MOST_CHARACTERS = 200;

    private static final int MOST_QUOTED = 80;

    private Excerpt() {}

    /** The text, or its first {@value #MOST_CHARACTERS} characters with an ellipsis as the last one. */
    public static String of(String text) {
        return cut(text, MOST_CHARACTERS);
    }

    /** The start of a text between quotation marks, short enough to leave room for what was expected. */
    public static String quote(String text) {
        return "'" + cut(text, MOST_QUOTED) + "'";
    }

    /** As {@link #quote(String)}, for bytes that should be UTF-8; only the start of them is decoded. */
    public static String quote(byte[] utf8) {
        return quote(new String(utf8, 0, Math.min(utf8.length, 4 * MOST_QUOTED), StandardCharsets.UTF_8));
    }

    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        // Half a surrogate pair could not be encoded.
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end) + "…";
    }
}
