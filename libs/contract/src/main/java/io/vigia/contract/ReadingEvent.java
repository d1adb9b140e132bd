package io.vigia.contract;

/** What travels on the readings topic, in order: readings and the control events between them. */
public sealed interface ReadingEvent permits Reading, Deletion, ModelChange {
    /** Unique; a UUIDv7 unless the client gave one. */
    String id();

    /** The record's key: the sensor's id; of a change of model, the pattern of its sensors. */
    String key();
}
