package io.vigia.contract;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** The fields of a {@link Reading}. */
final class ReadingFields extends EventFields<Reading> {
    private static final TsSource[] SOURCES = TsSource.values();

    private @Nullable String id;
    private @Nullable String sensor;
    private @Nullable TsSource tsSource;
    private long ts = MISSING;
    private double value = Double.NaN;
    private boolean detect;

    @Override
    void take(String name, JsonParser json) {
        switch (name) {
            case "id" -> id = JsonValue.string(name, json);
            case "sensor" -> sensor = JsonValue.string(name, json);
            case "ts" -> ts = JsonValue.integer(name, json);
            case "tsSource" -> tsSource = JsonValue.word(SOURCES, name, json);
            case "value" -> value = JsonValue.decimal(name, json);
            case "detect" -> detect = JsonValue.bool(name, json);
            default -> json.skipChildren();
        }
    }

    @Override
    Reading event() {
        return new Reading(
                id(id), sensor(sensor), time(ts, "ts"), required(tsSource, "tsSource"), finite(value, "value"), detect);
    }
}
