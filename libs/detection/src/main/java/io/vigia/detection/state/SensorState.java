package io.vigia.detection.state;

import io.vigia.detection.tuning.Tuning;

/**
 * All that a detector knows of one sensor: its newest reading, its last values and the state of the rule. Made
 * by its {@code newState} or {@code decode}; belongs to that detector, and is not thread-safe.
 */
public final class SensorState {
    private final RecentValues recent;
    private final RuleState rule;
    private final long since;
    private long newestTs;
    private long values;
    private int held;
    private Tuning tuning = Tuning.NONE;

    /** @param since how many of the values came before the rule began: it counts from there */
    SensorState(RecentValues recent, RuleState rule, long newestTs, long values, long since) {
        this.recent = recent;
        this.rule = rule;
        this.newestTs = newestTs;
        this.values = values;
        this.since = since;
    }

    /** What is set for the sensor. */
    public Tuning tuning() {
        return tuning;
    }

    /** Sets what applies to the readings that are added from now on; none may be in a batch. */
    public void tune(Tuning newTuning) {
        tuning = newTuning;
    }

    /** The last values, as many as window and rule look back on. */
    public RecentValues recent() {
        return recent;
    }

    /** The rule's own part. */
    public RuleState rule() {
        return rule;
    }

    /** How many values the rule has seen: those since it began. */
    public long place() {
        return values - since;
    }

    /** How many of the values came before the rule began. */
    long since() {
        return since;
    }

    /** Readings in the detector's batch that the rule has not seen yet. */
    public int held() {
        return held;
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
    public long stamp(long ts) {
        return values > 0 && ts <= newestTs ? newestTs + 1 : ts;
    }

    /** Takes a reading, which is held until {@link #release}. */
    public void hold(long ts, double value) {
        newestTs = ts;
        recent.add(value);
        values++;
        held++;
    }

    /** The rule has seen one of the held readings. */
    public void release() {
        held--;
    }
}
