package io.vigia.terminal;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * Writes text to a terminal. The text may contain names from files and topics, so control characters, which could move the
 * cursor, hide lines or change the window's title, are replaced by question marks.
 */
public final class PlainWriter extends FilterWriter {
    private PlainWriter(Writer out) {
        super(out);
    }

    /** A writer to {@code out} that flushes it after each line. */
    public static PrintWriter to(Writer out) {
        return new PrintWriter(new PlainWriter(out), true);
    }

    /** A text without control characters. */
    public static String plain(String text) {
        StringBuilder plain = new StringBuilder(text);
        for (int i = 0; i < plain.length(); i++) {
            plain.setCharAt(i, plain(plain.charAt(i)));
        }
        return plain.toString();
    }

    @Override
    public void write(int character) throws IOException {
        out.write(plain((char) character));
    }

    @Override
    public void write(char[] characters, int from, int length) throws IOException {
        write(String.valueOf(characters, from, length), 0, length);
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
        out.write(plain(text.substring(from, from + length)));
    }

    /** Bidirectional marks reorder text, so they are treated as control characters. */
    private static char plain(char character) {
        boolean line = character == '\n' || character == '\t' || character == '\r';
        boolean hidden = Character.isISOControl(character) || Character.getType(character) == Character.FORMAT;
        return hidden && !line ? '?' : character;
    }
}
