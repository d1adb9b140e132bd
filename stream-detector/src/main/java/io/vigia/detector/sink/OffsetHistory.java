package io.vigia.detector.sink;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Where one partition was when, for going back. Records' own timestamps would not do: while the sink catches up, what it
 * wrote a second ago may have arrived hours ago.
 */
final class OffsetHistory {
    private static final long STEP_NANOS = Duration.ofSeconds(1).toNanos();

    private record Step(long nanos, long offset) {}

    private final long reachNanos;
    private final Deque<Step> steps = new ArrayDeque<>();

    /**
     * @param reach how far back {@link #start} lies at least, as far as the trail goes
     * @param nanos now, of a monotonic clock
     * @param offset where the partition is
     */
    OffsetHistory(Duration reach, long nanos, long offset) {
        this.reachNanos = reach.toNanos();
        steps.add(new Step(nanos, offset));
    }

    /** Notes where the partition is now. */
    void note(long nanos, long offset) {
        if (nanos - steps.getLast().nanos() >= STEP_NANOS) {
            steps.add(new Step(nanos, offset));
        }
        // The first step stays the newest of those that are old enough.
        while (steps.size() > 1 && nanos - second().nanos() >= reachNanos) {
            steps.removeFirst();
        }
    }

    /** The offset that was current {@code reach} ago, or the oldest known. */
    long start() {
        return steps.getFirst().offset();
    }

    private Step second() {
        var all = steps.iterator();
        all.next();
        return all.next();
    }
}
