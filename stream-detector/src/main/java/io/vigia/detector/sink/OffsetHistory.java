package io.vigia.detector.sink;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The past positions of a partition, for rewinding. Timestamps of records are not suitable: while the sink catches up, a
 * record written a second ago may have arrived hours ago.
 */
final class OffsetHistory {
    private static final long STEP_NANOS = Duration.ofSeconds(1).toNanos();

    private record Step(long nanos, long offset) {}

    private final long reachNanos;
    private final Deque<Step> steps = new ArrayDeque<>();

    /**
     * @param reach how far back {@link #start} is, at least, if the history is long enough
     * @param nanos now, of a monotonic clock
     * @param offset the current position of the partition
     */
    OffsetHistory(Duration reach, long nanos, long offset) {
        this.reachNanos = reach.toNanos();
        steps.add(new Step(nanos, offset));
    }

    /** Records the current position. */
    void note(long nanos, long offset) {
        if (nanos - steps.getLast().nanos() >= STEP_NANOS) {
            steps.add(new Step(nanos, offset));
        }
        // The first entry stays the newest one that is old enough.
        while (steps.size() > 1 && nanos - second().nanos() >= reachNanos) {
            steps.removeFirst();
        }
    }

    /** The position {@code reach} ago, or the oldest known one. */
    long start() {
        return steps.getFirst().offset();
    }

    private Step second() {
        var all = steps.iterator();
        all.next();
        return all.next();
    }
}
