package io.vigia.detector.silence;

/**
 * The time that a partition shows by the arrivals of its readings. While nothing arrives it stands still, so that an outage of all that
 * write makes no sensor silent: of a gap that is longer than the partition's own rhythm allows, only the usual time counts.
 *
 * @param gaps between the readings of all sensors of the partition; its clock is what this one shows
 */
record PartitionClock(Rhythm gaps) {
    /** Takes the arrival of a reading, epoch milliseconds. */
    void advance(long arrived) {
        long gap = arrived - gaps.arrived();
        if (gaps.isNew()) {
            gaps.arrive(arrived, 0);
        } else if (gap > 0) {
            boolean outage = gaps.isKnown() && gap > gaps.due();
            long counted = outage ? (long) gaps.mean() : gap;
            // A partition that has become quiet gets longer gaps, step by step.
            gaps.arrive(arrived, gaps.clock() + counted, outage ? gaps.due() : gap);
        }
    }

    /** What it shows, in milliseconds since its first reading. */
    long shown() {
        return gaps.clock();
    }
}
