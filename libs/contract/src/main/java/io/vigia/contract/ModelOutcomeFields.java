package io.vigia.contract;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** The fields of a {@link ModelOutcome}. */
final class ModelOutcomeFields extends EventFields<ModelOutcome> {
    private @Nullable String id;
    private @Nullable Integer partition;
    private @Nullable String sensors;
    private @Nullable String model;
    private @Nullable Boolean accepted;
    private @Nullable String reason;
    private long at = MISSING;

    @Override
    void take(String name, JsonParser json) {
        switch (name) {
            case "id" -> id = JsonValue.string(name, json);
            case "partition" -> partition = JsonValue.count(name, json);
            case "sensors" -> sensors = JsonValue.string(name, json);
            case "model" -> model = JsonValue.string(name, json);
            case "accepted" -> accepted = JsonValue.bool(name, json);
            case "reason" -> reason = JsonValue.string(name, json);
            case "at" -> at = JsonValue.integer(name, json);
            default -> json.skipChildren();
        }
    }

    @Override
    ModelOutcome event() {
        return new ModelOutcome(
                id(id),
                required(partition, "partition"),
                pattern(sensors),
                modelOrNone(model, "model"),
                required(accepted, "accepted"),
                reason,
                time(at, "at"));
    }
}
