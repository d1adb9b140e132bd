package io.vigia.contract;

/** An event of the readings topic: a reading, or a control event. */
public sealed interface ReadingEvent permits Reading, Deletion, ModelChange {
    /** Unique; a UUIDv7 unless the client has set one. */
    String id();

    /** The record's key: the sensor's id; of a change of model, the pattern of its sensors. */
    String key();
}
