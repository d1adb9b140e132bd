package io.vigia.detection;

import java.nio.ByteBuffer;

/** What a rule remembers of one sensor. */
sealed interface RuleState permits AbsoluteErrorState, AdaptiveState {
    /** Length of what {@link #write} writes. */
    int bytes();

    /** Writes the state, big-endian. */
    void write(ByteBuffer to);
}
