package io.vigia.ingest.format;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Bodies must be UTF-8, to the last byte: a broken character would become another sensor's name. */
public final class Utf8 {
    private static final int CHARS = 8_192;

    private Utf8() {}

    /**
     * Passes if {@code body} is UTF-8.
     *
     * @throws MalformedBodyException with the place of the first byte that is not
     */
    public static void check(byte[] body) throws MalformedBodyException {
        int ascii = 0;
        while (ascii < body.length && body[ascii] >= 0) {
            ascii++;
        }
        if (ascii < body.length) {
            decode(ByteBuffer.wrap(body, ascii, body.length - ascii));
        }
    }

    private static void decode(ByteBuffer bytes) throws MalformedBodyException {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer chars = CharBuffer.allocate(CHARS);
        CoderResult result;
        do {
            chars.clear();
            result = decoder.decode(bytes, chars, true);
        } while (result.isOverflow());
        if (result.isError()) {
            int at = bytes.position();
            throw new MalformedBodyException(
                    "body",
                    String.format("byte 0x%02x at offset %d", bytes.get(at), at),
                    "UTF-8",
                    "the body is not UTF-8: see the byte at offset " + at);
        }
    }
}
