package io.vigia.cli.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One HTTP/1.1 response as it comes in, looked at no closer than needed to know its status and its end. */
final class Response {
    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final String LENGTH = "content-length:";

    private ByteBuffer bytes = ByteBuffer.allocate(16 << 10);
    private int status;
    private int bodyAt = -1;
    private int length;

    /** Where the next bytes go; always with room. */
    ByteBuffer room() {
        if (!bytes.hasRemaining()) {
            ByteBuffer larger = ByteBuffer.allocate(2 * bytes.capacity());
            bytes = larger.put(bytes.flip());
        }
        return bytes;
    }

    /** True once the response is whole. */
    boolean isWhole() {
        if (bodyAt < 0 && !readHead()) {
            return false;
        }
        return length >= 0 ? bytes.position() >= bodyAt + length : endsWithLastChunk();
    }

    /** The status of a whole response. */
    int status() {
        return status;
    }

    /** Makes it ready for the next one. */
    void clear() {
        bytes.clear();
        bodyAt = -1;
    }

    private boolean readHead() {
        String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
        int end = text.indexOf(END_OF_HEAD);
        if (end < 0) {
            return false;
        }
        String head = text.substring(0, end + 2).toLowerCase(Locale.ROOT);
        status = Integer.parseInt(head.substring(9, 12));
        int field = head.indexOf(LENGTH);
        length = field < 0
                ? -1
                : Integer.parseInt(head.substring(field + LENGTH.length(), head.indexOf('\r', field))
                        .strip());
        bodyAt = end + END_OF_HEAD.length();
        return true;
    }

    private boolean endsWithLastChunk() {
        int end = bytes.position();
        return end >= bodyAt + 5
                && new String(bytes.array(), end - 5, 5, StandardCharsets.ISO_8859_1).equals("0" + END_OF_HEAD);
    }
}
