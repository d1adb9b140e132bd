package io.vigia.detector.silence;

/**
 * The time that a partition shows by the arrivals of its readings. While nothing arrives it stands still, so that an outage of all that
 * write makes no sensor silent: of a gap that is longer than five usual ones only a usual one counts.
 *
 * @param gaps between the readings of all sensors of the partition; its clock is what this one shows
 */
record PartitionClock(Rhythm gaps) {
    /**
     * A sensor is overdue after five of its own intervals or more, which are longer than these gaps. What counts of an outage must leave it
     * time to come back: deviations, which make it longer, are not asked.
     */
    private static final int LONGEST_GAP = 5;

    /** Takes the arrival of a reading, epoch milliseconds. */
    void advance(long arrived) {
        long gap = arrived - gaps.arrived();
        long allowed = gaps.isKnown() ? (long) (LONGEST_GAP * gaps.mean()) : Long.MAX_VALUE;
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
