package io.vigia.contract;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** The fields of a {@link SettingsChange}. */
final class SettingsChangeFields extends EventFields<SettingsChange> {
    private @Nullable String id;
    private @Nullable String sensors;
    private @Nullable Map<String, Object> settings;

    @Override
    void take(String name, JsonParser json) {
        switch (name) {
            case "id" -> id = JsonValue.string(name, json);
            case "sensors" -> sensors = JsonValue.string(name, json);
            case "settings" -> settings = JsonValue.object(name, json);
            default -> json.skipChildren();
        }
    }

    @Override
    SettingsChange event() {
        return new SettingsChange(id(id), patternOfSettings(), settings());
    }

    private SensorPattern patternOfSettings() {
        SensorPattern pattern = pattern(sensors);
        if (pattern.isDefault()) {
            throw new InvalidEventException("sensors is ''; must be " + SensorPattern.ALLOWED);
        }
        return pattern;
    }

    private @Nullable SensorSettings settings() {
        try {
            return settings == null ? null : SensorSettings.known(settings);
        } catch (InvalidSensorSettingException invalid) {
            throw new InvalidEventException(String.valueOf(invalid.getMessage()), invalid);
        }
    }
}
