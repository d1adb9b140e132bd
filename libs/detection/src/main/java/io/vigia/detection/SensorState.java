package io.vigia.detection;

/**
 * All that a {@link Detector} knows of one sensor: its newest reading, its last values and the state of the rule. Made
 * by {@link Detector#newState} or {@link Detector#decode}; belongs to that detector, and is not thread-safe.
 */
public final class SensorState {
    /** The last values, as many as window and rule look back on. */
    final RecentValues recent;

    final RuleState rule;
    long newestTs = Long.MIN_VALUE;
    long values;
    /** How many of them came before the rule began: it counts from there. */
    long since;
    /** Readings in the detector's batch that the rule has not seen yet. */
    int held;

    SensorState(RecentValues recent, RuleState rule) {
        this.recent = recent;
        this.rule = rule;
    }

    /** How many readings came so far, without late and duplicate ones. */
    public long values() {
        return values;
    }

    /** Time of the newest reading in epoch milliseconds; meaningless before the first one. */
    public long newestTs() {
        return newestTs;
    }

    /** The next stamp of a server: {@code ts}, or newest + 1 where that is not newer. */
    long stamp(long ts) {
        return values > 0 && ts <= newestTs ? newestTs + 1 : ts;
    }

    void arrive(long ts, double value) {
        newestTs = ts;
        recent.add(value);
        values++;
    }
}
