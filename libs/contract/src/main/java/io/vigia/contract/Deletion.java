package io.vigia.contract;

/**
 * Removes every reading that lies before it in its partition, whatever its {@code ts}, and resets the sensor's window
 * and rule.
 *
 * @param id unique; the confirmation names it
 * @param sensor whose readings go
 */
public record Deletion(String id, String sensor) implements ReadingEvent, ScoreEvent {
    /** The value of {@code type} that tells a deletion from a reading. */
    public static final String TYPE = "deletion";

    @Override
    public String key() {
        return sensor;
    }
}
