package io.vigia.detector.sink;

import java.util.concurrent.atomic.AtomicLong;

/** How far the sink is, for health and for people who wait. Written by the sink's thread, read by any. */
public final class SinkProgress {
    private final AtomicLong done = new AtomicLong();
    private volatile long toFill = -1;
    private volatile boolean filled;
    private volatile boolean storeAway;

    /** True once a store that starts empty holds what the topics held at the start; at once for a durable one. */
    public boolean filled() {
        return filled;
    }

    /** True while the store does not take writes; scoring and replies go on. */
    public boolean storeAway() {
        return storeAway;
    }

    /** Percent of the records that a store which starts empty had to read; 0 to 100. */
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
