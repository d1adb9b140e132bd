package io.vigia.kafka;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long a stream thread's poll may block. Its wall-clock punctuators and its commits run between two polls, so while
 * records come a poll must be short. Once none came for so long that nothing can wait for either, the next record is all
 * that the thread waits for, and that ends a poll at once.
 */
final class PollPace {
    /** Of an idle thread: it looks for orders of its own process, a stop among them, so often. */
    static final Duration IDLE = Duration.ofMillis(20);

    private final long busyNanos;
    private final LongSupplier nanoTime;
    private long lastRecord;

    /**
     * Of a thread that is busy at first.
     *
     * @param busy how long after a record something may still wait for the thread
     * @param nanoTime as {@link System#nanoTime}
     */
    PollPace(Duration busy, LongSupplier nanoTime) {
        this.busyNanos = busy.toNanos();
        this.nanoTime = nanoTime;
        this.lastRecord = nanoTime.getAsLong();
    }

    /** The time-out of the next poll; never shorter than what was asked for, and none if none was. */
    Duration timeout(Duration asked) {
        boolean idle = nanoTime.getAsLong() - lastRecord > busyNanos;
        return idle && !asked.isZero() && asked.compareTo(IDLE) < 0 ? IDLE : asked;
    }

    /** A poll returned records. */
    void received() {
        lastRecord = nanoTime.getAsLong();
    }
}
