package io.vigia.contract;

/** What travels on the readings topic, in order: readings and the control events between them. */
public sealed interface ReadingEvent permits Reading, Deletion {
    /** Unique; a UUIDv7 unless the client gave one. */
    String id();

    /** The sensor's id, which is also the record's key. */
    String sensor();
}
