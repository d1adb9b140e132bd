package io.vigia.contract;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** The fields of a {@link SentAgain}. */
final class SentAgainFields extends EventFields<SentAgain> {
    private @Nullable String letter;
    private long at = MISSING;
    private @Nullable String to;
    private boolean corrected;

    @Override
    void take(String name, JsonParser json) {
        switch (name) {
            case "letter" -> letter = JsonValue.string(name, json);
            case "at" -> at = JsonValue.integer(name, json);
            case "to" -> to = JsonValue.string(name, json);
            case "corrected" -> corrected = JsonValue.bool(name, json);
            default -> json.skipChildren();
        }
    }

    @Override
    SentAgain event() {
        return new SentAgain(required(letter, "letter"), time(at, "at"), required(to, "to"), corrected);
    }
}
