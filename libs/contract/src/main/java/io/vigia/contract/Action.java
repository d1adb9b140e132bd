package io.vigia.contract;

import org.jspecify.annotations.Nullable;

/**
 * Something that a person does about a sensor, from this place among its readings on. An action on an incident that is not open
 * there changes nothing.
 *
 * @param id unique
 * @param sensor the sensor's id
 * @param kind what is done
 * @param incident the id of the incident; null if it is about the sensor. Of feedback, the incident of the anomaly; null if that is
 *     not known
 * @param by who does it, 1 to {@value #MOST_BY} characters
 * @param note why, at most {@value #MOST_NOTE} characters; null if nothing was said
 * @param until the end of a snooze, epoch milliseconds; {@link #NO_END} otherwise ({@code null} in JSON)
 * @param feedback what is said about an anomaly; present if and only if that is what is done
 */
public record Action(
        String id,
        String sensor,
        ActionKind kind,
        @Nullable String incident,
        String by,
        @Nullable String note,
        long until,
        @Nullable Feedback feedback)
        implements ReadingEvent {
    /** The value of {@code type} that distinguishes an action from a reading. */
    public static final String TYPE = "action";

    /** {@link #until} where there is none. */
    public static final long NO_END = -1;

    /** Maximum length of a name, in characters. */
    public static final int MOST_BY = 100;

    /** Maximum length of a note, in characters. */
    public static final int MOST_NOTE = 500;

    @Override
    public String key() {
        return sensor;
    }
}
