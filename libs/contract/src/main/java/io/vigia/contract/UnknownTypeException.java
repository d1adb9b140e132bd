package io.vigia.contract;

/**
 * An event whose {@code type} this version does not know. A newer version may have written it during a rolling update, so
 * it is skipped and counted, and is no dead letter.
 */
public class UnknownTypeException extends InvalidEventException {
    private static final long serialVersionUID = 1L;

    private final String type;

    /** @param expected the types that are known in that place, for the message */
    public UnknownTypeException(String type, String expected) {
        super("type is " + Excerpt.quote(type) + "; this version knows " + expected);
        this.type = Excerpt.quote(type);
    }

    /** The type between quotation marks, cut where it is long. */
    public String type() {
        return type;
    }
}
