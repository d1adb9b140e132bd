package io.vigia.ingest.http;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks for with {@code Prefer} (RFC 7240); what can't be read is passed over, as that has it.
 *
 * @param patience how long to wait for a verdict; null where the caller leaves it open
 * @param respondAsync true: don't wait at all
 * @param minimal true: leave out what went well
 */
record Preferences(@Nullable Duration patience, boolean respondAsync, boolean minimal) {
    /** Nobody may hold a connection for longer. */
    private static final int MAX_WAIT_SECONDS = 60;

    static Preferences parse(@Nullable String header) {
        Duration wait = null;
        boolean async = false;
        boolean minimal = false;
        for (String preference : header == null ? new String[0] : header.split("[,;]")) {
            String trimmed = preference.strip().toLowerCase(Locale.ROOT);
            async |= trimmed.equals("respond-async");
            minimal |= trimmed.equals("return=minimal");
            if (trimmed.matches("wait=\\d{1,4}")) {
                wait = Duration.ofSeconds(Math.min(MAX_WAIT_SECONDS, Integer.parseInt(trimmed.substring(5))));
            }
        }
        return new Preferences(wait, async, minimal);
    }

    /** How long to wait where {@code usual} applies unless the caller says otherwise. */
    Duration waitOr(Duration usual) {
        if (respondAsync) {
            return Duration.ZERO;
        }
        return patience == null ? usual : patience;
    }
}
