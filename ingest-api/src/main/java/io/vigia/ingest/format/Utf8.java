package io.vigia.ingest.format;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Checks that bodies are valid UTF-8: a malformed character would result in another sensor's name. */
public final class Utf8 {
    private static final int CHARS = 8_192;

    // Half of a surrogate pair, which valid UTF-8 cannot contain: 0xDC00 plus the byte.
    private static final char BAD = '\uDC00';

    private Utf8() {}

    /**
     * Passes unless the first bytes of {@code body} say that it is UTF-16, or still packed: a client that packs bodies and does
     * not say so would read of a strange byte.
     *
     * @throws MalformedBodyException if they do
     */
    public static void checkMark(byte[] body) throws MalformedBodyException {
        if (body.length >= 2
                && (body[0] == (byte) 0xFE && body[1] == (byte) 0xFF
                        || body[0] == (byte) 0xFF && body[1] == (byte) 0xFE)) {
            throw new MalformedBodyException(
                    "body", "a byte order mark of UTF-16", "UTF-8", "the body is UTF-16; send it as UTF-8");
        }
        for (Packing packing : Packing.values()) {
            if (Arrays.equals(
                    body, 0, Math.min(body.length, packing.mark.length), packing.mark, 0, packing.mark.length)) {
                throw new MalformedBodyException(
                        "body",
                        packing.text + " data",
                        "UTF-8",
                        "the body is " + packing.text
                                + " data; send it uncompressed, or compressed once with gzip and with the header Content-Encoding: gzip");
            }
        }
    }

    /** By the bytes that data packed so begin with. */
    private enum Packing {
        GZIP("gzip", 0x1F, 0x8B),
        ZSTD("zstd", 0x28, 0xB5, 0x2F, 0xFD),
        ZIP("zip", 'P', 'K', 3, 4);

        private final String text;
        private final byte[] mark;

        Packing(String text, int... mark) {
            this.text = text;
            this.mark = new byte[mark.length];
            for (int i = 0; i < mark.length; i++) {
                this.mark[i] = (byte) mark[i];
            }
        }
    }

    /** The body's text; a byte that is not UTF-8 becomes a character that only {@link #badByte} knows. */
    static String decode(byte[] body) {
        int ascii = 0;
        while (ascii < body.length && body[ascii] >= 0) {
            ascii++;
        }
        return ascii == body.length ? new String(body, StandardCharsets.ISO_8859_1) : decode(ByteBuffer.wrap(body));
    }

    /** The first byte of {@code text} that was not UTF-8, for messages; null if there is none. */
    static @Nullable String badByte(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= BAD + 0x80 && c <= BAD + 0xFF && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)))) {
                return String.format("byte 0x%02x", c - BAD);
            }
        }
        return null;
    }

    private static String decode(ByteBuffer bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer chars = CharBuffer.allocate(CHARS);
        StringBuilder text = new StringBuilder(bytes.remaining());
        CoderResult result;
        do {
            result = decoder.decode(bytes, chars, true);
            if (result.isError()) {
                if (!chars.hasRemaining()) {
                    text.append(chars.flip());
                    chars.clear();
                }
                chars.put((char) (BAD + (bytes.get() & 0xFF)));
            }
            text.append(chars.flip());
            chars.clear();
        } while (!result.isUnderflow());
        return text.toString();
    }
}
