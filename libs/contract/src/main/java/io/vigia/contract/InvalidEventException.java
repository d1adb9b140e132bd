package io.vigia.contract;

/**
 * Bytes that are not the event they should be. The message says what was received and what is valid, in at most
 * {@value Excerpt#MOST_CHARACTERS} characters: it travels in headers of dead letters and in logs.
 */
public class InvalidEventException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public InvalidEventException(String message) {
        super(Excerpt.of(message));
    }

    public InvalidEventException(String message, Throwable cause) {
        super(Excerpt.of(message), cause);
    }
}
