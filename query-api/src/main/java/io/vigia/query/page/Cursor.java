package io.vigia.query.page;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;

/**
 * The outer form of every cursor: what a list needs to go on, behind a version, so that clients treat it as opaque, and before
 * a check sum, so that one which was cut or mistyped is refused and does not begin the list at another place.
 */
final class Cursor {
    private static final String VERSION = "2";
    private static final int MAX_LENGTH = 160;

    private Cursor() {}

    static String write(String content) {
        byte[] bytes = (VERSION + content).getBytes(StandardCharsets.UTF_8);
        byte[] sealed = ByteBuffer.allocate(bytes.length + Integer.BYTES)
                .put(bytes)
                .putInt(checkSum(bytes))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    static String read(String cursor) {
        if (cursor.length() > MAX_LENGTH) {
            throw new InvalidCursorException("it is longer than any cursor of this server");
        }
        byte[] sealed = decode(cursor);
        int length = sealed.length - Integer.BYTES;
        byte[] bytes = Arrays.copyOf(sealed, Math.max(length, 0));
        if (length < 1 || ByteBuffer.wrap(sealed, length, Integer.BYTES).getInt() != checkSum(bytes)) {
            throw new InvalidCursorException("it was not issued here, was issued by another version, or was changed");
        }
        String content = new String(bytes, StandardCharsets.UTF_8);
        if (!content.startsWith(VERSION)) {
            throw new InvalidCursorException("it was issued by another version");
        }
        return content.substring(VERSION.length());
    }

    private static int checkSum(byte[] bytes) {
        CRC32 sum = new CRC32();
        sum.update(bytes);
        return (int) sum.getValue();
    }

    private static byte[] decode(String cursor) {
        try {
            return Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException notBase64) {
            throw new InvalidCursorException("it was not issued here");
        }
    }
}
