package io.vigia.contract;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a record of the readings topic must be, so that the detector takes it. */
public final class ReadingRecord {
    /** Longer than any clock is wrong that we know. */
    private static final long MOST_AHEAD_MS = Duration.ofDays(1).toMillis();

    private ReadingRecord() {}

    /**
     * Whether a Kafka timestamp says when its record arrived. Some clients write none (-1), and some microseconds, which a
     * broker may take into this topic and refuse in those that verdicts go to. Such a record arrives when it is read. The
     * time of the record before it would not do: where a whole fleet writes none it would stand still, and all readings
     * would soon seem to come from the future.
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
     * @throws InvalidEventException if it is not an event, or not one for its key and its arrival
     */
    public static ReadingEvent read(byte @Nullable [] key, byte @Nullable [] value, long arrived) {
        ReadingEvent event = EventJson.readReading(value);
        if (!Arrays.equals(key, event.key().getBytes(StandardCharsets.UTF_8))) {
            throw new InvalidEventException("the key is " + (key == null ? "missing" : Excerpt.quote(key))
                    + "; expected is the event's sensor, " + Excerpt.quote(event.key()));
        }
        if (event instanceof Reading reading
                && reading.tsSource() == TsSource.CLIENT
                && reading.ts() > arrived + Reading.MAX_AHEAD_MS) {
            throw new InvalidEventException("ts is " + reading.ts() + ", more than five minutes ahead of " + arrived
                    + ", when the record arrived");
        }
        return stamped(event, arrived);
    }

    /**
     * A server's stamp that lies far ahead of the arrival was made by a clock that was wrong, or was set back since. The
     * reading is kept, with its arrival for a stamp: its sensor would be late for as long as the clock was wrong.
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
