package io.vigia.query.stream;

/** A position that was not given out for this topic. */
public class InvalidPositionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidPositionException() {
        super("it was not given out here for this stream");
    }
}
