package io.vigia.ingest.kafka;

/** As many callers wait for verdicts as may. */
public final class InboxFullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InboxFullException(int limit) {
        super(limit + " callers wait already, which is INGEST_MAX_WAITING");
    }
}
