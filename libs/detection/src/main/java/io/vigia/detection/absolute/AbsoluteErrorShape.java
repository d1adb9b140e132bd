package io.vigia.detection.absolute;

import io.vigia.detection.state.RuleShape;
import io.vigia.detection.state.StateReader;
import java.nio.ByteBuffer;

/** The rule {@code absolute-error}: no state depends on its parameters. */
public record AbsoluteErrorShape() implements RuleShape {
    /** Number of the rule in encoded states. */
    public static final int KIND = 0;

    @Override
    public int kind() {
        return KIND;
    }

    @Override
    public int lookBack() {
        return 1;
    }

    @Override
    public AbsoluteErrorState newState() {
        return new AbsoluteErrorState();
    }

    @Override
    public int remembered(long count) {
        return 0;
    }

    @Override
    public int bytes() {
        return 0;
    }

    @Override
    public void write(ByteBuffer to) {
        // Nothing that matters to a state.
    }

    @Override
    public AbsoluteErrorState read(StateReader from, long count) {
        AbsoluteErrorState state = newState();
        state.lastExceedance = from.place(count);
        return state;
    }
}
