package io.vigia.contract;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** The fields of an {@link Action}. */
final class ActionFields extends EventFields<Action> {
    private static final ActionKind[] KINDS = ActionKind.values();

    private @Nullable String id;
    private @Nullable String sensor;
    private @Nullable String kind;
    private @Nullable String incident;
    private @Nullable String by;
    private @Nullable String note;
    private long until = Action.NO_END;

    @Override
    void take(String name, JsonParser json) {
        switch (name) {
            case "id" -> id = JsonValue.string(name, json);
            case "sensor" -> sensor = JsonValue.string(name, json);
            case "action" -> kind = JsonValue.string(name, json);
            case "incident" -> incident = JsonValue.string(name, json);
            case "by" -> by = JsonValue.string(name, json);
            case "note" -> note = JsonValue.string(name, json);
            case "until" -> until = JsonValue.integerOr(Action.NO_END, name, json);
            default -> json.skipChildren();
        }
    }

    @Override
    Action event() {
        return new Action(
                id(id),
                sensor(sensor),
                JsonValue.knownWord(KINDS, "action", required(kind, "action")),
                incident,
                atMost(Action.MOST_BY, required(by, "by"), "by"),
                note == null ? null : atMost(Action.MOST_NOTE, note, "note"),
                until);
    }
}
