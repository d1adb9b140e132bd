package io.vigia.query.page;

import io.vigia.store.Order;

/**
 * The position in a list by time.
 *
 * @param order the direction of the list
 * @param ts the first instant of the next page, epoch milliseconds, 0 or later
 */
public record TimeCursor(Order order, long ts) {
    private static final String ASCENDING = "a";
    private static final String DESCENDING = "d";

    /** The encoded cursor. */
    public String text() {
        return Cursor.write((order == Order.OLDEST_FIRST ? ASCENDING : DESCENDING) + ts);
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws InvalidCursorException if it was not issued for a list by time
     */
    public static TimeCursor parse(String text) {
        String content = Cursor.read(text);
        if (content.startsWith(ASCENDING)) {
            return new TimeCursor(Order.OLDEST_FIRST, time(content.substring(1)));
        }
        if (content.startsWith(DESCENDING)) {
            return new TimeCursor(Order.NEWEST_FIRST, time(content.substring(1)));
        }
        throw new InvalidCursorException("it was not issued for a list of readings");
    }

    /** A time in a cursor, epoch milliseconds. */
    static long time(String digits) {
        try {
            long ts = Long.parseLong(digits);
            if (ts >= 0) {
                return ts;
            }
        } catch (NumberFormatException notGivenOut) {
            // Falls through: refused like a negative number.
        }
        throw new InvalidCursorException("it contains no time");
    }
}
