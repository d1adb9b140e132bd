package io.vigia.cli.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** An HTTP/1.1 response, parsed only as far as needed to find its status and its end. */
final class Response {
    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final String LENGTH = "content-length:";

    private ByteBuffer bytes = ByteBuffer.allocate(16 << 10);
    private int status;
    private int bodyAt = -1;
    private int length;

    /** The buffer for the next bytes; never full. */
    ByteBuffer room() {
        if (!bytes.hasRemaining()) {
            ByteBuffer larger = ByteBuffer.allocate(2 * bytes.capacity());
            bytes = larger.put(bytes.flip());
        }
        return bytes;
    }

    /** True when the response is complete. */
    boolean isWhole() {
        if (bodyAt < 0 && !readHead()) {
            return false;
        }
        return length >= 0 ? bytes.position() >= bodyAt + length : endsWithLastChunk();
    }

    /** The status of a complete response. */
    int status() {
        return status;
    }

    /** Prepares for the next response. */
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
