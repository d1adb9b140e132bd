package io.vigia.contract;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The fields of a {@link MaintenanceChange}. */
final class MaintenanceChangeFields extends EventFields<MaintenanceChange> {
    private @Nullable String id;
    private @Nullable String maintenance;
    private @Nullable MaintenanceFields planned;

    @Override
    void take(String name, JsonParser json) {
        switch (name) {
            case "id" -> id = JsonValue.string(name, json);
            case "maintenance" -> maintenance = JsonValue.string(name, json);
            case "planned" -> takePlanned(json);
            default -> json.skipChildren();
        }
    }

    private void takePlanned(JsonParser json) {
        if (json.currentToken() != JsonToken.VALUE_NULL) {
            MaintenanceFields fields = new MaintenanceFields();
            JsonValue.object("planned", json, fields::take);
            planned = fields;
        }
    }

    @Override
    MaintenanceChange event() {
        return new MaintenanceChange(
                id(id), required(maintenance, "maintenance"), planned == null ? null : planned.event());
    }
}
