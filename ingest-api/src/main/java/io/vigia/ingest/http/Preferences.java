package io.vigia.ingest.http;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The preferences in {@code Prefer} (RFC 7240); unknown or malformed ones are ignored, as the RFC requires.
 *
 * @param patience how long to wait for a verdict; null if the caller does not say
 * @param respondAsync true: do not wait
 * @param minimal true: omit accepted records
 */
record Preferences(@Nullable Duration patience, boolean respondAsync, boolean minimal) {
    /** The longest wait, so that no caller occupies a connection for longer. */
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

    /** How long to wait: what the caller asks for, else {@code usual}. */
    Duration waitOr(Duration usual) {
        if (respondAsync) {
            return Duration.ZERO;
        }
        return patience == null ? usual : patience;
    }
}
