package io.vigia.notifier.message;

import io.vigia.contract.EffectiveSettings;
import io.vigia.contract.Incident;
import org.jspecify.annotations.Nullable;

/**
 * One thing to say of an incident.
 *
 * @param kind what has happened
 * @param key unique among all notices; the same each time that it is sent
 * @param incident as of its latest change
 * @param json the incident as the topic has it
 * @param settings of the sensor
 */
public record Notice(Kind kind, String key, Incident incident, byte[] json, EffectiveSettings settings) {
    /** What has happened. */
    public enum Kind {
        OPENED,
        ESCALATED,
        CLOSED,
        /** Nothing: it goes on, and nobody has acknowledged it. */
        REMINDER,
        /** Nothing: somebody tries a channel. */
        TEST
    }

    /** The unit of the values; null if there is none. */
    public @Nullable String unit() {
        return settings.unit(incident.sensor());
    }

    /** What people call the sensor: its name and its id, or its id. */
    public String sensor() {
        String name = settings.settings().name();
        return name == null || name.equals(incident.sensor())
                ? incident.sensor()
                : name + " (" + incident.sensor() + ")";
    }
}
