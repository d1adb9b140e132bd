package io.vigia.query.page;

import io.vigia.contract.Incident;
import java.util.Comparator;

/**
 * The position in a list of incidents.
 *
 * @param opened when the last incident of the previous page was opened, epoch milliseconds
 * @param id of the last incident of the previous page
 */
public record IncidentCursor(long opened, String id) {
    /** The order of the lists: the newest first, ties by id. */
    public static final Comparator<IncidentCursor> NEWEST_FIRST =
            Comparator.comparingLong(IncidentCursor::opened).reversed().thenComparing(IncidentCursor::id);

    private static final String KIND = "i";
    private static final char SEPARATOR = ' ';

    /** The position after an incident. */
    public static IncidentCursor after(Incident incident) {
        return new IncidentCursor(incident.opened(), incident.id());
    }

    /** The encoded cursor. */
    public String text() {
        return Cursor.write(KIND + opened + SEPARATOR + id);
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws InvalidCursorException if it was not issued for a list of incidents
     */
    public static IncidentCursor parse(String text) {
        String content = Cursor.read(text);
        int separator = content.indexOf(SEPARATOR);
        if (!content.startsWith(KIND) || separator < 0) {
            throw new InvalidCursorException("it was not issued for a list of incidents");
        }
        return new IncidentCursor(
                TimeCursor.time(content.substring(KIND.length(), separator)), content.substring(separator + 1));
    }
}
