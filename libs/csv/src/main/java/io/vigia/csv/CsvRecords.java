package io.vigia.csv;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads comma-separated records (RFC 4180); the only reader of CSV. A field in double quotes may contain commas, doubled
 * quotes and line breaks; blanks around the quotes, blank lines and a byte order mark are skipped.
 *
 * <p>Quotes that are not closed properly invalidate only their own line.
 */
public final class CsvRecords {
    /** Of a record in characters, so that a quote that never closes does not take in the rest of a file. */
    static final int LONGEST_RECORD = 1 << 20;

    private static final int LONGEST_TEXT = 200;
    private static final int END = -1;

    private final Reader in;
    private char[] buffer = new char[8_192];
    /** Where the current record starts in the buffer; all other places count from here. */
    private int start;

    private int end;
    private int length;
    private long line;
    private long nextLine = 1;
    private boolean wellFormed;
    private String badText = "";
    private int count;
    private int[] from = new int[8];
    private int[] to = new int[8];
    private boolean[] quoted = new boolean[8];

    /** Reads from {@code in}, which is left open. */
    public CsvRecords(Reader in) {
        this.in = in;
    }

    /** Advances to the next record that is not blank; false at the end. */
    public boolean next() throws IOException {
        do {
            start += length;
            length = 0;
            line = nextLine;
            if (line == 1 && peek(0) == '\uFEFF') {
                start++;
            }
            if (peek(0) == END) {
                return false;
            }
            wellFormed = scan();
            if (!wellFormed) {
                skipLine();
            }
        } while (wellFormed && count == 1 && !quoted[0] && text().isBlank());
        return true;
    }

    /** The line that the current record starts in, from 1 on. */
    public long line() {
        return line;
    }

    /** False if the current record is a line with quotes that do not close properly. */
    public boolean wellFormed() {
        return wellFormed;
    }

    /** The start of the current record as it is written, for messages. */
    public String text() {
        return wellFormed ? new String(buffer, start, Math.min(length, LONGEST_TEXT)).stripTrailing() : badText;
    }

    /** Fields of the current record. */
    public int count() {
        return count;
    }

    /** A field of the current record, from 0 on: without its quotes, or without the blanks around it if it has none. */
    public String cell(int index) {
        String text = new String(buffer, start + from[index], to[index] - from[index]);
        return quoted[index] ? text.replace("\"\"", "\"") : text.strip();
    }

    /** The fields of the current record. */
    public List<String> cells() {
        List<String> cells = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            cells.add(cell(i));
        }
        return cells;
    }

    private boolean scan() throws IOException {
        count = 0;
        nextLine = line;
        int at = 0;
        while (true) {
            at = isQuoteNext(at) ? quotedCell(skipBlanks(at)) : plainCell(at);
            if (at < 0 || at > LONGEST_RECORD) {
                return false;
            }
            int c = peek(at);
            if (c == ',') {
                at++;
            } else {
                length = c == END ? at : at + lineEnd(at);
                return true;
            }
        }
    }

    private boolean isQuoteNext(int at) throws IOException {
        return peek(skipBlanks(at)) == '"';
    }

    private int plainCell(int first) throws IOException {
        int at = first;
        int c = peek(at);
        while (c != ',' && c != END && !isLineEnd(c) && at <= LONGEST_RECORD) {
            c = peek(++at);
        }
        add(first, at, false);
        return at;
    }

    /** Where the field ends; -1 if its quotes do not close, or close within it. */
    private int quotedCell(int quote) throws IOException {
        int at = quote + 1;
        while (peek(at) != '"' || peek(at + 1) == '"') {
            if (peek(at) == END || at > LONGEST_RECORD) {
                return -1;
            }
            at += peek(at) == '"' ? 2 : isLineEnd(peek(at)) ? lineEnd(at) : 1;
        }
        add(quote + 1, at, true);
        int after = skipBlanks(at + 1);
        int c = peek(after);
        return c == ',' || c == END || isLineEnd(c) ? after : -1;
    }

    private void add(int first, int last, boolean isQuoted) {
        if (count == from.length) {
            from = Arrays.copyOf(from, 2 * count);
            to = Arrays.copyOf(to, 2 * count);
            quoted = Arrays.copyOf(quoted, 2 * count);
        }
        from[count] = first;
        to[count] = last;
        quoted[count] = isQuoted;
        count++;
    }

    private int skipBlanks(int first) throws IOException {
        int at = first;
        while (peek(at) == ' ' || peek(at) == '\t') {
            at++;
        }
        return at;
    }

    /** Passes over the line that the record starts in, however long it is. */
    private void skipLine() throws IOException {
        badText = "";
        int c = peek(0);
        StringBuilder text = new StringBuilder();
        while (c != END && !isLineEnd(c)) {
            if (text.length() < LONGEST_TEXT) {
                text.append((char) c);
            }
            start++;
            c = peek(0);
        }
        badText = text.toString();
        nextLine = line;
        length = c == END ? 0 : lineEnd(0);
    }

    /** The length of the line end at {@code at}, which is counted. */
    private int lineEnd(int at) throws IOException {
        nextLine++;
        return peek(at) == '\r' && peek(at + 1) == '\n' ? 2 : 1;
    }

    private static boolean isLineEnd(int c) {
        return c == '\n' || c == '\r';
    }

    private int peek(int at) throws IOException {
        while (start + at >= end) {
            if (!fill()) {
                return END;
            }
        }
        return buffer[start + at];
    }

    private boolean fill() throws IOException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * end);
        }
        int read = in.read(buffer, end, buffer.length - end);
        if (read > 0) {
            end += read;
        }
        return read > 0;
    }
}
