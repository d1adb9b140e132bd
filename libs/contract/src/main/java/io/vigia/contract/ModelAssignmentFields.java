package io.vigia.contract;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** The fields of a {@link ModelAssignment}. */
final class ModelAssignmentFields extends EventFields<ModelAssignment> {
    private final ModelChangeFields change = new ModelChangeFields();
    private @Nullable String previous;
    private long at = MISSING;

    @Override
    void take(String name, JsonParser json) {
        switch (name) {
            case "previous" -> previous = JsonValue.string(name, json);
            case "at" -> at = JsonValue.integer(name, json);
            default -> change.take(name, json);
        }
    }

    @Override
    ModelAssignment event() {
        String model = required(change.model, "model");
        ModelChange deployed = change.event();
        return new ModelAssignment(
                deployed.id(),
                deployed.sensors(),
                model,
                required(deployed.sha256(), "sha256"),
                modelOrNone(previous, "previous"),
                time(at, "at"));
    }
}
