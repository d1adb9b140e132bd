package io.vigia.detection.model;

/** A part of a model that can't be used: the message names the field, what came and what was expected. */
public class InvalidModelException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final String problem;

    /**
     * @param field the field's path in {@code model.json}, like {@code rule.threshold}
     * @param received what it holds
     * @param expected what it may hold
     */
    public InvalidModelException(String field, Object received, String expected) {
        super(field + " is " + received + "; expected " + expected);
        this.field = field;
        this.problem = " is " + received + "; expected " + expected;
    }

    private InvalidModelException(String field, String problem, Throwable cause) {
        super(field + problem, cause);
        this.field = field;
        this.problem = problem;
    }

    /** The field's path. */
    public String field() {
        return field;
    }

    /** The same problem, with the name of what holds the field before it. */
    public InvalidModelException within(String parent) {
        return new InvalidModelException(parent + "." + field, problem, this);
    }

    static void require(boolean holds, String field, Object received, String expected) {
        if (!holds) {
            throw new InvalidModelException(field, received, expected);
        }
    }

    static void requirePositive(double value, String field) {
        require(value > 0 && value <= Double.MAX_VALUE, field, value, "a finite number above 0");
    }

    static void requireNotNegative(double value, String field) {
        require(value >= 0 && value <= Double.MAX_VALUE, field, value, "a finite number, 0 or more");
    }

    static void requireFinite(double value, String field) {
        require(Double.isFinite(value), field, value, "a finite number");
    }

    static void requireRange(int value, int least, int most, String field) {
        require(value >= least && value <= most, field, value, least + " to " + most);
    }
}
