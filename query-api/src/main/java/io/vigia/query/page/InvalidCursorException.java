package io.vigia.query.page;

/** A cursor that this service did not issue, or not for this list. */
public class InvalidCursorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidCursorException(String because) {
        super(because);
    }
}
