package io.vigia.contract;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

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
    private @Nullable FeedbackObject feedback;

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
            case "feedback" -> feedback = feedback(name, json);
            default -> json.skipChildren();
        }
    }

    private static @Nullable FeedbackObject feedback(String name, JsonParser json) {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        FeedbackObject feedback = new FeedbackObject();
        JsonValue.object(name, json, feedback::take);
        return feedback;
    }

    @Override
    Action event() {
        ActionKind known = JsonValue.knownWord(KINDS, "action", required(kind, "action"));
        return new Action(
                id(id),
                sensor(sensor),
                known,
                incident,
                atMost(Action.MOST_BY, required(by, "by"), "by"),
                note == null ? null : atMost(Action.MOST_NOTE, note, "note"),
                until,
                known == ActionKind.FEEDBACK ? required(feedback, "feedback").feedback() : null);
    }
}
