package io.vigia.runtime.server;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How fast one answer is taken: only the time counts in which something is being written. */
final class AnswerPace {
    /** How long the writing of an answer may take, however short it is. */
    static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(120);

    /** Behind that, the least bytes a second. */
    static final int LEAST_RATE = 500;

    private final LongSupplier nanoTime;
    private long began;
    private long writing;
    private long bytes;

    AnswerPace(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    void begin() {
        began = nanoTime.getAsLong();
    }

    /** Counts what was written since {@link #begin}; false if its reader is too slow. */
    boolean ended(int written) {
        writing += nanoTime.getAsLong() - began;
        bytes += written;
        return writing <= GRACE_NANOS + bytes * (TimeUnit.SECONDS.toNanos(1) / LEAST_RATE);
    }
}
