package io.vigia.cli.bench;

import java.util.Arrays;

/** The latencies of all calls; all are kept, so no percentile is an estimate. */
final class Latencies {
    private final long[] sorted;

    /** @param nanos of each call, in any order; at least one */
    Latencies(long[] nanos) {
        sorted = nanos.clone();
        Arrays.sort(sorted);
    }

    /** A percentile in milliseconds; {@code share} is 0 to 1. */
    double millisAt(double share) {
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.max(0, rank - 1)] / 1e6;
    }
}
