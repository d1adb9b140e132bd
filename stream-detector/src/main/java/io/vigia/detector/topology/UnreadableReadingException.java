package io.vigia.detector.topology;

import io.vigia.contract.Excerpt;

/** A record of the readings topic that is no event, or not one for its key and time; it goes to the dead letters. */
final class UnreadableReadingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableReadingException(String message) {
        // No stack trace: somebody may fill the topic with rubbish, and the message says all there is.
        super(Excerpt.of(message), null, false, false);
    }
}
