package io.vigia.notifier.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The form of the body that a webhook wants. */
public enum Preset {
    /** The CloudEvent, or the body of a template. */
    NONE,
    SLACK,
    TEAMS,
    NTFY,
    TELEGRAM;

    /** Whether people read it: several sensors are one message, and there are reminders. */
    public boolean isForPeople() {
        return this != NONE;
    }

    static String names() {
        return Arrays.stream(values())
                .filter(Preset::isForPeople)
                .map(preset -> preset.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    /** @throws IllegalArgumentException if there is none of this name */
    static Preset of(String text) {
        if (!text.equals(text.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(text);
        }
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
