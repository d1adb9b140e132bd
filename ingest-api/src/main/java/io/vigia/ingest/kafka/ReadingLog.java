package io.vigia.ingest.kafka;

import io.vigia.contract.ReadingEvent;

/** The log of readings and deletions; an event is in it once all in-sync replicas have it. */
public interface ReadingLog {
    /**
     * Sends an event. Returns before it is in the log, and may block briefly while the buffer is full.
     *
     * @param ack called once with the result, on another thread, or on this one if it is refused at once; must not block
     */
    void append(ReadingEvent event, Ack ack);

    /** True once the topics exist and events can be sent. */
    boolean isOpen();

    /** Receives the result of one event. */
    @FunctionalInterface
    interface Ack {
        void settled(DeliveryResult fate);
    }

    /** The result of an event. */
    enum DeliveryResult {
        /** All in-sync replicas have it. */
        STORED,
        /** It is not in the log and never will be, so it can be sent again. */
        NOT_STORED,
        /** It timed out and may be in the log. If it is sent again without its own ts, it may be there twice. */
        UNCERTAIN
    }
}
