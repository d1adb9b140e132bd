package io.vigia.contract;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Parses and checks a record of the sensors topic. */
public final class SensorRecord {
    private SensorRecord() {}

    /**
     * The sensor of the record: known from now on, or deleted if there is no value.
     *
     * @throws InvalidEventException if it is neither a known sensor nor its tombstone
     */
    public static String sensor(byte @Nullable [] key, byte @Nullable [] value) {
        if (key == null) {
            throw new InvalidEventException("the record has no key; must be a sensor id");
        }
        String sensor = new String(key, StandardCharsets.UTF_8);
        if (value == null) {
            return sensor;
        }
        String known = EventJson.readKnownSensor(value).sensor();
        if (!known.equals(sensor)) {
            throw new InvalidEventException(
                    "the key is " + Excerpt.quote(sensor) + "; must be the event's sensor, " + Excerpt.quote(known));
        }
        return sensor;
    }
}
