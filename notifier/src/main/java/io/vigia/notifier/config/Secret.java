package io.vigia.notifier.config;

/** A text that no log, metric, answer or error may show. */
public final class Secret {
    private final String text;

    public Secret(String text) {
        this.text = text;
    }

    /** The text, for the one who needs it. */
    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "***";
    }
}
