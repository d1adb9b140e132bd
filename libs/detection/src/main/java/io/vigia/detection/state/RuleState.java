package io.vigia.detection.state;

import java.nio.ByteBuffer;

/** What a rule remembers of one sensor. */
public interface RuleState {
    /** Forgets all that came of predictions: the rule has seen {@code count} readings, and another network predicts from now on. */
    void forgetErrors(long count);

    /** Length of what {@link #write} writes. */
    int bytes();

    /** Writes the state, big-endian. */
    void write(ByteBuffer to);
}
