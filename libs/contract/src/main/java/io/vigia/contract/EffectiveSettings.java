package io.vigia.contract;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What applies to a sensor: the settings of all patterns that match it, merged field by field.
 *
 * @param settings the value of each field that some pattern sets
 * @param origins for each of these fields the pattern that set it
 */
public record EffectiveSettings(SensorSettings settings, Map<SettingField, SensorPattern> origins) {
    /** The unit of the sensor of classic calls that name none. */
    private static final String CLASSIC_UNIT = "°C";

    /** Nothing is set. */
    public static final EffectiveSettings NONE = new EffectiveSettings(SensorSettings.NONE, Map.of());

    /** The unit that people see with the values of the sensor; null if there is none. */
    public @Nullable String unit(String sensor) {
        String set = settings.unit();
        return set == null && sensor.equals(SensorId.DEFAULT) ? CLASSIC_UNIT : set;
    }

    /** @param matching the patterns that match, the one that wins first */
    static EffectiveSettings merge(List<SensorPattern> matching, Map<SensorPattern, SensorSettings> all) {
        EnumMap<SettingField, Object> values = new EnumMap<>(SettingField.class);
        EnumMap<SettingField, SensorPattern> origins = new EnumMap<>(SettingField.class);
        for (SensorPattern pattern : matching) {
            all.getOrDefault(pattern, SensorSettings.NONE).values().forEach((field, value) -> {
                if (values.putIfAbsent(field, value) == null) {
                    origins.put(field, pattern);
                }
            });
        }
        return new EffectiveSettings(new SensorSettings(values), Map.copyOf(origins));
    }
}
