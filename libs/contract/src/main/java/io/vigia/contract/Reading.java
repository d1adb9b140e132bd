package io.vigia.contract;

/**
 * One measurement of one sensor.
 *
 * @param id unique; a UUIDv7 unless the client has set one
 * @param sensor 1 to 64 characters of {@code [A-Za-z0-9._:-]}; the record's key
 * @param ts epoch milliseconds, not negative
 * @param tsSource the source of {@code ts}; the detector may change a server's time, but never a client's
 * @param value finite, in the sensor's own unit
 * @param detect true if a caller waits for the verdict
 */
// tag::reading[]
public record Reading(String id, String sensor, long ts, TsSource tsSource, double value, boolean detect)
        implements ReadingEvent {
    /** How far a {@code ts} may be ahead of the clock, in milliseconds: five minutes. */
    public static final long MAX_AHEAD_MS = 300_000;

    @Override
    public String key() {
        return sensor;
    }
}
// end::reading[]
