package io.vigia.models.reference;

/** The graph has an operator, or an option of one, that is not evaluated here. */
public final class UnknownOperatorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownOperatorException(String operator) {
        super(operator);
    }
}
