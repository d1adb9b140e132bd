package io.vigia.contract;

/**
 * An event whose {@code type} this version does not know. A newer version may have written it during a rolling update, so
 * it is skipped and counted instead of becoming a dead letter.
 */
public class UnknownTypeException extends InvalidEventException {
    private static final long serialVersionUID = 1L;

    private final String type;

    /** @param expected the known types, for the message */
    public UnknownTypeException(String type, String expected) {
        super("type is " + Excerpt.quote(type) + "; this version knows " + expected);
        this.type = Excerpt.quote(type);
    }

    /** The type in quotation marks, shortened if it is long. */
    public String type() {
        return type;
    }
}
