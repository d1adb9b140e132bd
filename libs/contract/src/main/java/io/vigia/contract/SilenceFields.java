package io.vigia.contract;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** The fields of a {@link Silence}. */
final class SilenceFields extends EventFields<Silence> {
    private @Nullable String id;
    private @Nullable String sensor;
    private long since = MISSING;
    private long due = MISSING;

    @Override
    void take(String name, JsonParser json) {
        switch (name) {
            case "id" -> id = JsonValue.string(name, json);
            case "sensor" -> sensor = JsonValue.string(name, json);
            case "since" -> since = JsonValue.integer(name, json);
            case "due" -> due = JsonValue.integer(name, json);
            default -> json.skipChildren();
        }
    }

    @Override
    Silence event() {
        return new Silence(id(id), sensor(sensor), time(since, "since"), time(due, "due"));
    }
}
