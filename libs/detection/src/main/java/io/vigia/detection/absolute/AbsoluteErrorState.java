package io.vigia.detection.absolute;

import io.vigia.detection.state.RuleState;
import java.nio.ByteBuffer;

/** Where the last anomaly was: eight bytes, big-endian. */
final class AbsoluteErrorState implements RuleState {
    /** Place of the last anomaly; -1 before the first. */
    long lastExceedance = -1;

    @Override
    public void forgetErrors(long count) {
        // Only the last verdict is kept, and it stands.
    }

    @Override
    public int bytes() {
        return Long.BYTES;
    }

    @Override
    public void write(ByteBuffer to) {
        to.putLong(lastExceedance);
    }
}
