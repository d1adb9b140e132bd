package io.vigia.contract;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** An event of the readings topic: a reading, or a control event. */
public sealed interface ReadingEvent
        permits Reading, Deletion, ModelChange, SettingsChange, MaintenanceChange, Action, Silence {
    /** Unique; a UUIDv7 unless the client has set one. */
    String id();

    /** The sensor's id; of a change of models or settings, the pattern of its sensors. */
    String key();

    /** The key of its record, in UTF-8; null if it has none. */
    default byte @Nullable [] recordKey() {
        return key().getBytes(StandardCharsets.UTF_8);
    }
}
