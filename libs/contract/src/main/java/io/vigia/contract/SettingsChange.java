package io.vigia.contract;

import org.jspecify.annotations.Nullable;

/**
 * From this event on, other settings apply to some sensors. Each partition of the readings has one, so a replay has the
 * change at the same place. Its record has no key.
 *
 * @param id the same on all partitions; also that of the {@link SettingsDocument}
 * @param sensors the pattern that the settings are of
 * @param settings all settings of the pattern, in place of the former ones; null: none any more
 */
public record SettingsChange(
        String id, SensorPattern sensors, @Nullable SensorSettings settings) implements ReadingEvent {
    /** The value of {@code type} that distinguishes a change of settings from a reading. */
    public static final String TYPE = "settings";

    @Override
    public String key() {
        return sensors.text();
    }

    @Override
    public byte @Nullable [] recordKey() {
        return null;
    }
}
