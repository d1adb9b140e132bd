package io.vigia.ingest.format;

/** Iterates over the elements of a JSON array by brackets and quotes only, so that malformed elements can be skipped. */
final class JsonElements {
    private final byte[] body;
    private int at;
    private int start;
    private int end;
    private boolean open;
    private boolean complete;

    JsonElements(byte[] body) {
        this.body = body;
        boolean marked = body.length >= 3 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB && body[2] == (byte) 0xBF;
        this.at = marked ? 3 : 0;
        skipBlanks();
        this.open = at < body.length && body[at++] == '[';
    }

    /** Advances to the next element; false at the end, or if the next element is not terminated. */
    boolean advance() {
        if (!open) {
            return false;
        }
        skipBlanks();
        start = at;
        end = elementEnd();
        if (end == body.length) {
            open = false;
            return false;
        }
        open = body[end] == ',';
        at = end + 1;
        if (!open) {
            skipBlanks();
            complete = at == body.length;
        }
        // Nothing before the closing bracket: an empty array, or a comma after the last element.
        return open || end > start;
    }

    /** True if the array has ended, and the body with it. */
    boolean complete() {
        return complete;
    }

    /** Where the current element starts in the body. */
    int start() {
        return start;
    }

    /** The current element's length in bytes. */
    int length() {
        return end - start;
    }

    /** The comma or bracket that ends the element that starts here; the body's end if there is none. */
    private int elementEnd() {
        int depth = 0;
        boolean quoted = false;
        for (int i = start; i < body.length; i++) {
            byte c = body[i];
            if (quoted) {
                i += c == '\\' ? 1 : 0;
                quoted = c != '"';
            } else if (c == '"') {
                quoted = true;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if (depth == 0 && (c == ',' || c == ']')) {
                return i;
            } else if (c == '}' || c == ']') {
                depth--;
            }
        }
        return body.length;
    }

    private void skipBlanks() {
        while (at < body.length && (body[at] == ' ' || body[at] == '\n' || body[at] == '\r' || body[at] == '\t')) {
            at++;
        }
    }
}
