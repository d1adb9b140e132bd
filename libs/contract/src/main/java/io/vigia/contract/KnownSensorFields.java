package io.vigia.contract;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** The fields of a {@link KnownSensor}. */
final class KnownSensorFields extends EventFields<KnownSensor> {
    private @Nullable String sensor;
    private long since = MISSING;

    @Override
    void take(String name, JsonParser json) {
        switch (name) {
            case "sensor" -> sensor = JsonValue.string(name, json);
            case "since" -> since = JsonValue.integer(name, json);
            default -> json.skipChildren();
        }
    }

    @Override
    KnownSensor event() {
        return new KnownSensor(sensor(sensor), time(since, "since"));
    }
}
