package io.vigia.detection;

import java.nio.ByteBuffer;

/** A kind of rule, with those of its parameters that an encoded state depends on. */
sealed interface RuleShape permits AbsoluteErrorShape, AdaptiveShape, Adaptive2Shape {
    /** Numbers that rules of newer versions may have. */
    int LAST_KIND = 15;

    /** Number of the rule in encoded states. */
    int kind();

    /** Values before a reading that the rule looks back on. */
    int lookBack();

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
     * @param window of the model that wrote it
     */
    RuleState read(StateReader from, long count, int window);

    /** Reads what {@link #write} wrote after the rule's number. */
    static RuleShape read(int kind, StateReader from) {
        return switch (kind) {
            case AbsoluteErrorShape.KIND -> new AbsoluteErrorShape();
            case AdaptiveShape.KIND -> AdaptiveShape.read(from);
            case Adaptive2Shape.KIND -> Adaptive2Shape.read(from);
            default ->
                throw new IncompatibleStateException(
                        "of rule " + kind,
                        "rule " + AbsoluteErrorShape.KIND + " to " + Adaptive2Shape.KIND,
                        kind > 0 && kind <= LAST_KIND);
        };
    }
}
