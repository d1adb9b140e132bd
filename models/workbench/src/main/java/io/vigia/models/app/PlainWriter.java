package io.vigia.models.app;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/**
 * Text for a terminal, in which names from files and topics stand: a control character, which could move the cursor, hide
 * lines or change the window's title, becomes a question mark.
 */
final class PlainWriter extends FilterWriter {
    PlainWriter(Writer out) {
        super(out);
    }

    @Override
    public void write(int character) throws IOException {
        out.write(plain((char) character));
    }

    @Override
    public void write(char[] characters, int from, int length) throws IOException {
        char[] all = new char[length];
        for (int i = 0; i < length; i++) {
            all[i] = plain(characters[from + i]);
        }
        out.write(all, 0, length);
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
        write(text.toCharArray(), from, length);
    }

    /** Bidirectional marks reorder what is read, and count as control characters here. */
    private static char plain(char character) {
        boolean line = character == '\n' || character == '\t' || character == '\r';
        boolean hidden = Character.isISOControl(character) || Character.getType(character) == Character.FORMAT;
        return hidden && !line ? '?' : character;
    }
}
