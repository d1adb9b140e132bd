package io.vigia.contract;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** The fields of a {@link Maintenance}. */
final class MaintenanceFields extends EventFields<Maintenance> {
    private @Nullable String id;
    private @Nullable String sensors;
    private long from = MISSING;
    private long to = MISSING;
    private @Nullable String by;
    private @Nullable String note;

    @Override
    void take(String name, JsonParser json) {
        switch (name) {
            case "id" -> id = JsonValue.string(name, json);
            case "sensors" -> sensors = JsonValue.string(name, json);
            case "from" -> from = JsonValue.integer(name, json);
            case "to" -> to = JsonValue.integer(name, json);
            case "by" -> by = JsonValue.string(name, json);
            case "note" -> note = JsonValue.string(name, json);
            default -> json.skipChildren();
        }
    }

    @Override
    Maintenance event() {
        long begin = time(from, "from");
        if (time(to, "to") <= begin) {
            throw new InvalidEventException("to is " + to + "; must be later than from, " + from);
        }
        return new Maintenance(
                id(id),
                pattern(sensors),
                begin,
                to,
                atMost(Action.MOST_BY, required(by, "by"), "by"),
                note == null ? null : atMost(Action.MOST_NOTE, note, "note"));
    }
}
