package io.vigia.contract;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A record of the settings topic.
 *
 * @param sensors the pattern
 * @param document its settings; null: none any more
 */
public record SettingsRecord(
        SensorPattern sensors, @Nullable SettingsDocument document) {
    /** @throws InvalidEventException if it is neither settings nor their tombstone, or does not match its key */
    public static SettingsRecord read(byte @Nullable [] key, byte @Nullable [] value) {
        if (key == null) {
            throw new InvalidEventException("the record has no key; must be " + SensorPattern.ALLOWED);
        }
        SensorPattern sensors = EventFields.pattern(new String(key, StandardCharsets.UTF_8));
        SettingsDocument document = value == null ? null : EventJson.readSettings(value);
        if (document != null && !document.sensors().equals(sensors)) {
            throw new InvalidEventException("the key is " + Excerpt.quote(key) + "; must be the event's sensors, "
                    + Excerpt.quote(document.sensors().text()));
        }
        return new SettingsRecord(sensors, document);
    }
}
