package io.vigia.contract;

import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Parses and checks a record of the readings topic. */
public final class ReadingRecord {
    /** Longer than the error of any plausible clock. */
    private static final long MOST_AHEAD_MS = Duration.ofDays(1).toMillis();

    private ReadingRecord() {}

    /**
     * Whether a Kafka timestamp is a plausible time of arrival. Some clients write none (-1), others microseconds, which a
     * broker may accept in this topic and refuse in those of verdicts. Such a record arrives when it is read. The
     * time of the previous record is not suitable: if a whole fleet writes no timestamps, it would not advance, and all readings
     * would soon appear to be in the future.
     *
     * @param timestamp the record's
     * @param now epoch milliseconds
     */
    public static boolean isStamped(long timestamp, long now) {
        return timestamp >= 0 && timestamp - now <= MOST_AHEAD_MS;
    }

    /**
     * Its event, {@link #stamped}.
     *
     * @param arrived when the record arrived, epoch milliseconds
     * @throws UnknownTypeException if it may be an event of a newer version
     * @throws InvalidEventException if it is not an event, or does not match its key or its arrival
     */
    public static ReadingEvent read(byte @Nullable [] key, byte @Nullable [] value, long arrived) {
        ReadingEvent event = EventJson.readReading(value);
        byte[] expected = event.recordKey();
        if (!Arrays.equals(key, expected)) {
            throw new InvalidEventException("the key is " + (key == null ? "missing" : Excerpt.quote(key))
                    + (expected == null
                            ? "; must be missing"
                            : "; must be the event's sensor, " + Excerpt.quote(event.key())));
        }
        if (event instanceof Reading reading
                && reading.tsSource() == TsSource.CLIENT
                && reading.ts() > arrived + Reading.MAX_AHEAD_MS) {
            throw new InvalidEventException("ts is " + reading.ts() + "; must be at most five minutes ahead of "
                    + arrived + ", when the record arrived");
        }
        return stamped(event, arrived);
    }

    /**
     * A server's time that is far ahead of the arrival comes from a clock that was wrong, or was set back since. The
     * reading is kept with its arrival as the time; otherwise later readings of the sensor would be late.
     *
     * @param arrived epoch milliseconds
     */
    public static ReadingEvent stamped(ReadingEvent event, long arrived) {
        return event instanceof Reading reading
                        && reading.tsSource() == TsSource.SERVER
                        && arrived >= 0
                        && reading.ts() > arrived + Reading.MAX_AHEAD_MS
                ? new Reading(
                        reading.id(), reading.sensor(), arrived, TsSource.SERVER, reading.value(), reading.detect())
                : event;
    }
}
