package io.vigia.contract;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a record of the sensors topic must be. */
public final class SensorRecord {
    private SensorRecord() {}

    /**
     * The sensor that it is about: known from now on, or no longer if there is no value.
     *
     * @throws InvalidEventException if it is neither a known sensor nor the tombstone of one
     */
    public static String sensor(byte @Nullable [] key, byte @Nullable [] value) {
        if (key == null) {
            throw new InvalidEventException("the record has no key; a sensor's id is expected");
        }
        String sensor = new String(key, StandardCharsets.UTF_8);
        if (value == null) {
            return sensor;
        }
        String known = EventJson.readKnownSensor(value).sensor();
        if (!known.equals(sensor)) {
            throw new InvalidEventException("the key is " + Excerpt.quote(sensor) + "; expected is the event's sensor, "
                    + Excerpt.quote(known));
        }
        return sensor;
    }
}
