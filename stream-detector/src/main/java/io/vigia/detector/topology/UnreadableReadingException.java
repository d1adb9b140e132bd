package io.vigia.detector.topology;

import io.vigia.contract.Excerpt;

/** A record of the readings topic that is not an event, or has a wrong key or time; it goes to the dead letters. */
final class UnreadableReadingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableReadingException(String message) {
        // No stack trace: the topic may be full of invalid records, and the message is sufficient.
        super(Excerpt.of(message), null, false, false);
    }
}
