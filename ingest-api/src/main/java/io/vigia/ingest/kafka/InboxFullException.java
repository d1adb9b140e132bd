package io.vigia.ingest.kafka;

/** Too many callers are waiting for verdicts. */
public final class InboxFullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InboxFullException(int limit) {
        super(limit + " callers are already waiting, which is the limit INGEST_MAX_WAITING");
    }
}
