package io.vigia.detection.state;

/**
 * The first values of one sensor, kept outside its state while a rule warms up. Indices count from 0 without gaps.
 * Implementations keep what they are told for ever, until {@link #clear}.
 */
public interface History {
    /** Keeps the value at {@code index}. */
    void append(int index, double value);

    /** The first {@code count} values, all of which were appended. */
    double[] first(int count);

    /** Forgets everything up to {@code count} values. */
    void clear(int count);
}
