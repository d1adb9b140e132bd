package io.vigia.query.page;

import io.vigia.contract.SensorId;

/**
 * The position in a list of sensors.
 *
 * @param after the last sensor of the previous page
 */
public record SensorCursor(String after) {
    private static final String KIND = "s";

    /** The encoded cursor. */
    public String text() {
        return Cursor.write(KIND + after);
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws InvalidCursorException if it was not issued for a list of sensors
     */
    public static SensorCursor parse(String text) {
        String content = Cursor.read(text);
        if (!content.startsWith(KIND) || !SensorId.isValid(content.substring(KIND.length()))) {
            throw new InvalidCursorException("it was not issued for a list of sensors");
        }
        return new SensorCursor(content.substring(KIND.length()));
    }
}
