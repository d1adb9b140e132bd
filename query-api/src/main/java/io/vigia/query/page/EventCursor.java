package io.vigia.query.page;

import io.vigia.contract.Incident;
import io.vigia.contract.Label;
import java.util.Comparator;

/**
 * The position in a list of incidents, labels or dead letters.
 *
 * @param time of the last one of the previous page, epoch milliseconds: when it was opened, of its anomaly, or of the letter
 * @param id of the last one of the previous page
 */
public record EventCursor(long time, String id) {
    /** The order of the lists: the newest first, ties by id. */
    public static final Comparator<EventCursor> NEWEST_FIRST =
            Comparator.comparingLong(EventCursor::time).reversed().thenComparing(EventCursor::id);

    private static final String KIND = "i";
    private static final char SEPARATOR = ' ';

    /** The position after an incident. */
    public static EventCursor after(Incident incident) {
        return new EventCursor(incident.opened(), incident.id());
    }

    /** The position after a label. */
    public static EventCursor after(Label label) {
        return new EventCursor(label.ts(), label.anomaly());
    }

    /** The encoded cursor. */
    public String text() {
        return Cursor.write(KIND + time + SEPARATOR + id);
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws InvalidCursorException if it was not issued for such a list
     */
    public static EventCursor parse(String text) {
        String content = Cursor.read(text);
        int separator = content.indexOf(SEPARATOR);
        if (!content.startsWith(KIND) || separator < 0) {
            throw new InvalidCursorException("it was not issued for a list of incidents, labels or dead letters");
        }
        return new EventCursor(
                TimeCursor.time(content.substring(KIND.length(), separator)), content.substring(separator + 1));
    }
}
