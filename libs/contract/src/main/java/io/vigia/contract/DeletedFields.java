package io.vigia.contract;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** The fields of a {@link Deleted}. */
final class DeletedFields extends EventFields<Deleted> {
    private @Nullable String id;

    @Override
    void take(String name, JsonParser json) {
        if (name.equals("id")) {
            id = JsonValue.string(name, json);
        } else {
            json.skipChildren();
        }
    }

    @Override
    Deleted event() {
        return new Deleted(id(id));
    }
}
