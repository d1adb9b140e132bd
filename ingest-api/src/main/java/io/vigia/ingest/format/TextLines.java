package io.vigia.ingest.format;

import java.nio.charset.StandardCharsets;

/** Iterates over the lines of a body, which end with {@code \n} or {@code \r\n}; blank lines are counted and skipped. */
final class TextLines {
    private final byte[] body;
    private int next;
    private int number;
    private int start;
    private int end;

    TextLines(byte[] body) {
        this.body = body;
        // A byte order mark, which some spreadsheets write.
        boolean marked = body.length >= 3 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB && body[2] == (byte) 0xBF;
        this.next = marked ? 3 : 0;
    }

    /** Advances to the next line that is not blank; false at the end. */
    boolean advance() {
        while (next < body.length) {
            start = next;
            end = start;
            boolean blank = true;
            while (end < body.length && body[end] != '\n') {
                blank &= body[end] == ' ' || body[end] == '\r' || body[end] == '\t';
                end++;
            }
            next = end + 1;
            number++;
            if (end > start && body[end - 1] == '\r') {
                end--;
            }
            if (!blank) {
                return true;
            }
        }
        return false;
    }

    /** The current line's number, from 1 on. */
    int number() {
        return number;
    }

    /** Where the current line starts in the body. */
    int start() {
        return start;
    }

    /** The current line's length in bytes. */
    int length() {
        return end - start;
    }

    /** The current line. */
    String text() {
        return new String(body, start, end - start, StandardCharsets.UTF_8);
    }
}
