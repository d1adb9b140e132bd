package io.vigia.detector.sink;

import java.util.concurrent.atomic.AtomicLong;

/** The progress of the sink, for health and for waiting users. Written by the sink's thread, read by any thread. */
public final class SinkProgress {
    private final AtomicLong done = new AtomicLong();
    private volatile long toFill = -1;
    private volatile boolean filled;
    private volatile boolean storeAway;

    /** True once a store that starts empty has everything that was in the topics at the start; always for a durable store. */
    public boolean filled() {
        return filled;
    }

    /** True while the store is unavailable; scoring and replies continue. */
    public boolean storeAway() {
        return storeAway;
    }

    /** Loaded percentage of the records for a store that starts empty; 0 to 100. */
    public int percent() {
        long all = toFill;
        if (filled || all == 0) {
            return 100;
        }
        return all < 0 ? 0 : (int) Math.min(99, done.get() * 100 / all);
    }

    void toFill(long records) {
        toFill = records;
    }

    void wrote(long records) {
        done.addAndGet(records);
    }

    void markFilled() {
        filled = true;
    }

    void storeAway(boolean away) {
        storeAway = away;
    }
}
