package io.vigia.ingest.kafka;

import io.vigia.contract.ReadingEvent;

/** Where readings and deletions go: they are in it once all in-sync replicas have them. */
public interface ReadingLog {
    /**
     * Hands an event over; returns before it is in the log, and may wait a moment for room.
     *
     * @param ack called once with the fate, on another thread, or on this one where it is refused at once; must not block
     */
    void append(ReadingEvent event, Ack ack);

    /** True once events can be handed over: the topics are there. */
    boolean isOpen();

    /** Takes the fate of one event. */
    @FunctionalInterface
    interface Ack {
        void settled(DeliveryResult fate);
    }

    /** What became of an event. */
    enum DeliveryResult {
        /** In the log of all in-sync replicas. */
        STORED,
        /** Not in the log, and never will be: it may be sent again. */
        NOT_STORED,
        /** Given up while on its way: it may be in the log. Sent again, it may be there twice unless it brings its own ts. */
        UNCERTAIN
    }
}
