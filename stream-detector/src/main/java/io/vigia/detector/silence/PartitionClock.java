package io.vigia.detector.silence;

/**
 * The time that a partition shows by the arrivals of its readings. While nothing arrives it stands still, so that an outage of all that
 * write makes no sensor silent: of a gap that is longer than the partition's own rhythm allows, only the usual time counts.
 *
 * @param gaps between the readings of all sensors of the partition; its clock is what this one shows
 */
record PartitionClock(Rhythm gaps) {
    /** Far shorter than the shortest silence of a sensor: in an outage that is almost as long, all sensors are almost overdue. */
    private static final long SHORTEST_MS = 2_000;

    /** Takes the arrival of a reading, epoch milliseconds. */
    void advance(long arrived) {
        long gap = arrived - gaps.arrived();
        long allowed = gaps.isKnown() ? gaps.due(SHORTEST_MS) : Long.MAX_VALUE;
        if (gaps.isNew()) {
            gaps.arrive(arrived, 0);
        } else if (gap > allowed) {
            // A partition that has become quiet gets longer gaps, step by step.
            gaps.arrive(arrived, gaps.clock() + (long) gaps.mean(), allowed);
        } else if (gap > 0) {
            gaps.arrive(arrived, gaps.clock() + gap);
        }
    }

    /** What it shows, in milliseconds since its first reading. */
    long shown() {
        return gaps.clock();
    }
}
