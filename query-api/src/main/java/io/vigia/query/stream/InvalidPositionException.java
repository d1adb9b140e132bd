package io.vigia.query.stream;

/** A position that was not issued for this topic. */
public class InvalidPositionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidPositionException() {
        super("it was not issued for this stream");
    }
}
