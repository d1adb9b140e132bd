package io.vigia.contract;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** The fields of a {@link Verdict}: those of its score, and the window. */
final class VerdictFields extends EventFields<Verdict> {
    private final ScoreFields score = new ScoreFields();
    private double @Nullable [] window;

    @Override
    void take(String name, JsonParser json) {
        if (name.equals("window")) {
            window = JsonValue.decimals(name, json);
        } else {
            score.take(name, json);
        }
    }

    @Override
    Verdict event() {
        return new Verdict(score.event(), required(window, "window"));
    }
}
