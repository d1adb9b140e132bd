package io.vigia.contract;

import tools.jackson.core.JsonParser;

/** The fields of a {@link SettingsDocument}. */
final class SettingsDocumentFields extends EventFields<SettingsDocument> {
    private final SettingsChangeFields change = new SettingsChangeFields();
    private long at = MISSING;

    @Override
    void take(String name, JsonParser json) {
        if (name.equals("at")) {
            at = JsonValue.integer(name, json);
        } else {
            change.take(name, json);
        }
    }

    @Override
    SettingsDocument event() {
        SettingsChange written = change.event();
        return new SettingsDocument(
                written.id(), written.sensors(), required(written.settings(), "settings"), time(at, "at"));
    }
}
