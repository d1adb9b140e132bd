package io.vigia.cli.dlq;

import io.vigia.contract.EventJson;
import io.vigia.contract.InvalidEventException;
import io.vigia.contract.ModelChange;
import io.vigia.contract.Reading;
import io.vigia.contract.ReadingEvent;
import io.vigia.contract.SensorId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What the detector would say of a record of the readings if it met it now. */
final class ReadingLetter {
    private ReadingLetter() {}

    /**
     * Why the detector would refuse it again; null if it would take it.
     *
     * @param now epoch milliseconds at which it would arrive
     */
    static @Nullable String refusal(byte @Nullable [] key, byte @Nullable [] value, long now) {
        ReadingEvent event;
        try {
            event = EventJson.readReading(value);
        } catch (InvalidEventException unreadable) {
            return unreadable.getMessage();
        }
        String refusal = refusal(event, now);
        if (refusal != null || event instanceof ModelChange) {
            return refusal;
        }
        return Arrays.equals(key, event.key().getBytes(StandardCharsets.UTF_8))
                ? null
                : "the key is " + (key == null ? "missing" : "'" + Letter.text(key) + "'")
                        + "; expected is the event's sensor, '" + event.key() + "'";
    }

    /** The same of what could be read, whatever its key is. */
    static @Nullable String refusal(ReadingEvent event, long now) {
        if (!(event instanceof ModelChange) && !SensorId.isValid(event.key())) {
            return "sensor is '" + event.key() + "'; allowed are " + SensorId.ALLOWED;
        }
        return event instanceof Reading reading && reading.ts() > now + Reading.MAX_AHEAD_MS
                ? "ts is " + reading.ts() + ", more than five minutes ahead of the clock"
                : null;
    }
}
