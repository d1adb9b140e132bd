package io.vigia.contract;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** The fields of a {@link ModelChange}. */
final class ModelChangeFields extends EventFields<ModelChange> {
    private @Nullable String id;
    private @Nullable String sensors;

    @Nullable
    String model;

    private @Nullable String sha256;

    @Override
    void take(String name, JsonParser json) {
        switch (name) {
            case "id" -> id = JsonValue.string(name, json);
            case "sensors" -> sensors = JsonValue.string(name, json);
            case "model" -> model = JsonValue.string(name, json);
            case "sha256" -> sha256 = JsonValue.string(name, json);
            default -> json.skipChildren();
        }
    }

    @Override
    ModelChange event() {
        return new ModelChange(id(id), pattern(sensors), modelOrNone(model, "model"), sha256(sha256, model));
    }
}
