package io.vigia.runtime.server;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Measures how fast a response is read; only time spent writing counts. */
final class AnswerPace {
    /** How long writing any response may take. */
    static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(120);

    /** The minimum rate after that. */
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

    /** Counts bytes written since {@link #begin}; false if the client is too slow. */
    boolean ended(int written) {
        writing += nanoTime.getAsLong() - began;
        bytes += written;
        return writing <= GRACE_NANOS + bytes * (TimeUnit.SECONDS.toNanos(1) / LEAST_RATE);
    }
}
