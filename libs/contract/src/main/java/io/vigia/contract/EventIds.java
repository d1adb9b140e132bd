package io.vigia.contract;

import com.github.f4b6a3.uuid.UuidCreator;

/** Creates ids of readings and deletions. */
public final class EventIds {
    /** The longest id that a client may set, in characters. */
    public static final int MAX_LENGTH = 128;

    private EventIds() {}

    /** A new UUIDv7 (RFC 9562). */
    public static String next() {
        return UuidCreator.getTimeOrderedEpochFast().toString();
    }
}
