package io.vigia.property;

import java.util.Arrays;

/**
 * A case that fails.
 *
 * @param choices what its {@link Draw} chose
 * @param values the drawn values, for people
 */
record Counterexample(long[] choices, String values, Throwable failure) {
    /** Whether this is smaller than another failure of the same type. */
    boolean isSmallerThan(Counterexample other) {
        if (failure.getClass() != other.failure.getClass()) {
            return false;
        }
        if (choices.length != other.choices.length) {
            return choices.length < other.choices.length;
        }
        return Arrays.compareUnsigned(choices, other.choices) < 0;
    }
}
