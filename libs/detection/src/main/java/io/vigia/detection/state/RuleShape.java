package io.vigia.detection.state;

import java.nio.ByteBuffer;

/** A kind of rule, with those of its parameters that an encoded state depends on. */
public interface RuleShape {
    /** Number of the rule in encoded states. */
    int kind();

    /** Values before a reading that the rule looks back on. */
    int lookBack();

    /** The state of a sensor that the rule has not seen. */
    RuleState newState();

    /** Of a sensor's first values, how many lie in its history after the rule has seen {@code count} of them. */
    int remembered(long count);

    /** Length of what {@link #write} writes. */
    int bytes();

    /** Writes the parameters, each as 0 to 65,535. */
    void write(ByteBuffer to);

    /**
     * Reads the rule's part of a state.
     *
     * @param count readings that the rule has seen
     */
    RuleState read(StateReader from, long count);

    /** The shapes of all rules. */
    interface Shapes {
        /**
         * Reads what {@link RuleShape#write} wrote.
         *
         * @param kind the rule's number
         * @throws IncompatibleStateException if there is no such rule, or it may not have these parameters
         */
        RuleShape read(int kind, StateReader from);
    }
}
