package io.vigia.contract;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;

/**
 * Parses times of clients and formats times for people; the only parser of times. Hand-written, because it must take only tens
 * of nanoseconds: files of readings have a time per line.
 */
public final class Instants {
    /** The valid texts, for messages. */
    public static final String ALLOWED = "epoch milliseconds (seconds, microseconds and nanoseconds are recognised by"
            + " their size), or ISO-8601 such as 2025-11-28T16:54:21Z (UTC if it has no zone)";

    private static final DateTimeFormatter FECHA = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private Instants() {}

    /** {@link #parse(String, TimeUnit)} where a number whose size does not determine its unit is in milliseconds. */
    public static long parse(String text) {
        return parse(text, TimeUnit.MILLISECONDS);
    }

    /**
     * Epoch milliseconds of a text, rounded down. A number is in seconds, milliseconds, microseconds or nanoseconds,
     * whichever puts it between 2001 and 2286, and may have a fraction or an exponent; any other must be whole and is in
     * {@code otherwise}. A date is {@code 2025-11-28}, {@code 2025-11-28 16:54}, and with a {@code T}, seconds, decimals,
     * {@code Z} or an offset; UTC where no zone is named. Negative for times before 1970.
     *
     * @throws IllegalArgumentException if it is no such text
     */
    public static long parse(String text, TimeUnit otherwise) {
        return isNumber(text) ? EpochNumber.parse(text, otherwise) : new IsoTime(text).epochMillis();
    }

    /** True if {@code text}, which was read as {@code ts}, is a number whose size does not determine its unit. */
    public static boolean isUnitAssumed(String text, long ts) {
        return (ts < EpochNumber.FIRST_TOLD_MS || ts >= EpochNumber.END_TOLD_MS) && isNumber(text);
    }

    /**
     * {@code 2025-11-28 16:54:21} in the zone of {@code TZ}; with its offset, {@code 2025-10-26 02:30:00+02:00}, in the hour
     * that the end of summer time repeats.
     */
    public static String fecha(long ts) {
        return fecha(ts, ZoneId.systemDefault());
    }

    static String fecha(long ts, ZoneId zone) {
        ZonedDateTime time = Instant.ofEpochMilli(ts).atZone(zone);
        LocalDateTime local = time.toLocalDateTime();
        String text = FECHA.format(local);
        return zone.getRules().getValidOffsets(local).size() > 1 ? text + time.getOffset() : text;
    }

    /** A minus sign inside a number belongs to its exponent. */
    private static boolean isNumber(String text) {
        int dash = text.indexOf('-', 1);
        return dash < 0 || text.charAt(dash - 1) == 'e' || text.charAt(dash - 1) == 'E';
    }

    static IllegalArgumentException refused(String text) {
        return new IllegalArgumentException("'" + text + "' is not a valid time; must be " + ALLOWED);
    }
}
