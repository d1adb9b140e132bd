package io.vigia.query.http;

import io.vigia.contract.EffectiveSettings;
import io.vigia.contract.SensorPattern;
import io.vigia.contract.SettingField;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What applies to a sensor.
 *
 * @param settings every field, by its name
 */
record EffectiveItem(String sensor, Map<String, Field> settings) {
    /**
     * One field.
     *
     * @param value null: nothing, or what the sensor's own readings say
     * @param pattern the pattern that set it; null: it is not set
     */
    record Field(@Nullable Object value, @Nullable String pattern) {}

    static EffectiveItem of(String sensor, EffectiveSettings effective) {
        Map<String, Field> fields = new LinkedHashMap<>();
        for (SettingField field : SettingField.values()) {
            SensorPattern origin = effective.origins().get(field);
            Object set = field == SettingField.UNIT
                    ? effective.unit(sensor)
                    : effective.settings().json(field);
            fields.put(
                    field.wire(),
                    new Field(set == null ? field.otherwise() : set, origin == null ? null : origin.text()));
        }
        return new EffectiveItem(sensor, fields);
    }
}
