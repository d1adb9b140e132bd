package io.vigia.query.page;

import io.vigia.contract.SensorId;

/**
 * Where a list of sensors goes on.
 *
 * @param after the last sensor of the page before
 */
public record SensorCursor(String after) {
    private static final String KIND = "s";

    /** As it is given out. */
    public String text() {
        return Cursor.write(KIND + after);
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws InvalidCursorException if it was not given out for a list of sensors
     */
    public static SensorCursor parse(String text) {
        String content = Cursor.read(text);
        if (!content.startsWith(KIND) || !SensorId.isValid(content.substring(KIND.length()))) {
            throw new InvalidCursorException("it was not given out for a list of sensors");
        }
        return new SensorCursor(content.substring(KIND.length()));
    }
}
