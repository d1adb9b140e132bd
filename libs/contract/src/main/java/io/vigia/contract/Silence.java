package io.vigia.contract;

/**
 * A sensor sends no readings any more, as the detector has noticed. It is among the readings so that a replay meets it at the same
 * place; if a reading has come since, it says nothing.
 *
 * @param id unique
 * @param sensor the sensor's id
 * @param since when its newest reading arrived, epoch milliseconds
 * @param due how long after it another one was due, milliseconds
 */
public record Silence(String id, String sensor, long since, long due) implements ReadingEvent {
    /** The value of {@code type} that distinguishes silence from a reading. */
    public static final String TYPE = "silence";

    @Override
    public String key() {
        return sensor;
    }
}
