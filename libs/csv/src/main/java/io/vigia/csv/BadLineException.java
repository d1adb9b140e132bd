package io.vigia.csv;

import io.vigia.contract.Excerpt;

/** A line of a file is not a reading; the message starts with the line number and says what was received and what is valid. */
public class BadLineException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean wholeFile;

    private BadLineException(long line, String message, boolean wholeFile) {
        super("line " + line + ": " + message);
        this.wholeFile = wholeFile;
    }

    static BadLineException line(long line, String field, String received, String allowed) {
        return new BadLineException(line, field + " is '" + shortened(received) + "'; must be " + allowed, false);
    }

    static BadLineException file(long line, String message) {
        return new BadLineException(line, message, true);
    }

    /** True if the rest of the file is not readable either. */
    public boolean wholeFile() {
        return wholeFile;
    }

    static String shortened(String received) {
        return Excerpt.of(received, 61);
    }
}
