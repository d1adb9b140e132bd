package io.vigia.models.keras;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Text as editors and shells write it: UTF-8 or UTF-16, with or without a byte-order mark. */
final class TextBytes {
    private TextBytes() {}

    /** The text, without the mark. Without one, a zero byte beside a letter tells UTF-16. */
    static String decode(byte[] bytes) {
        String text = new String(bytes, charset(bytes));
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    private static Charset charset(byte[] bytes) {
        if (bytes.length < 2) {
            return StandardCharsets.UTF_8;
        }
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        if (first == 0xff && second == 0xfe || first != 0 && second == 0) {
            return StandardCharsets.UTF_16LE;
        }
        if (first == 0xfe && second == 0xff || first == 0 && second != 0) {
            return StandardCharsets.UTF_16BE;
        }
        return StandardCharsets.UTF_8;
    }
}
