package io.vigia.cli.bench;

import java.util.Arrays;

/** How long calls took: all of them, so that no percentile is an estimate. */
final class Latencies {
    private final long[] sorted;

    /** @param nanos of each call, in any order; at least one */
    Latencies(long[] nanos) {
        sorted = nanos.clone();
        Arrays.sort(sorted);
    }

    /** Milliseconds that {@code share} of the calls did not exceed; {@code share} is 0 to 1. */
    double millisAt(double share) {
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.max(0, rank - 1)] / 1e6;
    }
}
