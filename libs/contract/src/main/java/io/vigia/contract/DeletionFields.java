package io.vigia.contract;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** The fields of a {@link Deletion}. */
final class DeletionFields extends EventFields<Deletion> {
    private @Nullable String id;
    private @Nullable String sensor;

    @Override
    void take(String name, JsonParser json) {
        switch (name) {
            case "id" -> id = JsonValue.string(name, json);
            case "sensor" -> sensor = JsonValue.string(name, json);
            default -> json.skipChildren();
        }
    }

    @Override
    Deletion event() {
        return new Deletion(id(id), sensor(sensor));
    }
}
