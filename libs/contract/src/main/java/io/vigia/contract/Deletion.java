package io.vigia.contract;

/**
 * Deletes every reading of the sensor before it in its partition, whatever its {@code ts}, and resets the sensor's window
 * and rule.
 *
 * @param id unique; the confirmation has the same id
 * @param sensor the sensor to delete
 */
public record Deletion(String id, String sensor) implements ReadingEvent, ScoreEvent {
    /** The value of {@code type} that distinguishes a deletion from a reading. */
    public static final String TYPE = "deletion";

    @Override
    public String key() {
        return sensor;
    }
}
