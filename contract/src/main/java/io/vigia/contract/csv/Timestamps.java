package io.vigia.contract.csv;

import io.vigia.contract.Instants;

/** Times as files have them: what the HTTP calls take, and epoch seconds. */
final class Timestamps {
    static final String ALLOWED = "epoch milliseconds, epoch seconds (10 digits at most), or ISO-8601 such as"
            + " 2025-11-28 16:54:21 (UTC without a zone), from 1970 on";

    private static final int MOST_DIGITS_OF_SECONDS = 10;

    private Timestamps() {}

    /**
     * Epoch milliseconds.
     *
     * @throws IllegalArgumentException if it is no such text
     */
    static long parse(String text) {
        long ts = Instants.parse(text);
        if (ts < 0) {
            throw new IllegalArgumentException(text);
        }
        boolean seconds = text.length() <= MOST_DIGITS_OF_SECONDS && text.indexOf('-') < 0;
        return seconds ? ts * 1_000 : ts;
    }
}
