package io.vigia.query.page;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The outer form of every cursor: what a list needs to go on, behind a version, so that clients treat it as opaque. */
final class Cursor {
    private static final String VERSION = "1";
    private static final int MAX_LENGTH = 128;

    private Cursor() {}

    static String write(String content) {
        byte[] bytes = (VERSION + content).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static String read(String cursor) {
        if (cursor.length() > MAX_LENGTH) {
            throw new InvalidCursorException("it is longer than any cursor given out here");
        }
        String content = decode(cursor);
        if (!content.startsWith(VERSION)) {
            throw new InvalidCursorException("it was not given out here, or by another version");
        }
        return content.substring(VERSION.length());
    }

    private static String decode(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw new InvalidCursorException("it was not given out here");
        }
    }
}
