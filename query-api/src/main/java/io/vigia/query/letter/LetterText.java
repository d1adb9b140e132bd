package io.vigia.query.letter;

import io.vigia.contract.Letter;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The start of the bytes of a dead letter.
 *
 * @param text the bytes if they are printable UTF-8, otherwise hexadecimal digits after {@code 0x}
 * @param cut whether there is more than this
 */
record LetterText(String text, boolean cut) {
    private static final String HEX = "0x";

    /**
     * The text of bytes.
     *
     * @param most characters
     * @param start whether the bytes themselves are only the start of a value
     */
    static LetterText of(byte[] bytes, int most, boolean start) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(most);
        // A character may be cut off at the end of a start alone.
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, !start);
        String text = out.flip().toString();
        if (result.isError() || !Letter.isPrintable(text)) {
            int shown = Math.min(bytes.length, (most - HEX.length()) / 2);
            return new LetterText(HEX + HexFormat.of().formatHex(bytes, 0, shown), start || shown < bytes.length);
        }
        return new LetterText(text, start || result.isOverflow());
    }
}
