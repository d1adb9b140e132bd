package io.vigia.detection.rule;

import java.util.Arrays;

/**
 * Finds the values of a calibration that are so few and so far from all others that no sensor measured them, such as the
 * 65535 of a register or the 85 of a thermometer that has just started.
 */
final class AbsurdValues {
    /** Interquartile ranges from the median. */
    private static final double FAR = 10;
    /** The most of all values that count as absurd; if more are so far out, none is. */
    private static final double MOST = 0.01;
    /** Tails that are cut off to measure the range; the next where most values are the same. */
    private static final double[] TAILS = {0.25, 0.1, 0.05, 0.02};
    /** Part of the median that counts as the range of values that are all the same. */
    private static final double CONSTANT = 0.01;

    private AbsurdValues() {}

    /** Marks the values to keep. */
    static boolean[] kept(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double median = sorted[sorted.length / 2];
        double reach = FAR * range(sorted, median);
        boolean[] kept = new boolean[values.length];
        int absurd = 0;
        for (int i = 0; i < values.length; i++) {
            kept[i] = Math.abs(values[i] - median) <= reach;
            absurd += kept[i] ? 0 : 1;
        }
        if (absurd > MOST * values.length) {
            Arrays.fill(kept, true);
        }
        return kept;
    }

    private static double range(double[] sorted, double median) {
        for (double tail : TAILS) {
            int last = sorted.length - 1;
            double range = sorted[(int) ((1 - tail) * last)] - sorted[(int) (tail * last)];
            if (range > 0) {
                return range;
            }
        }
        return CONSTANT * Math.max(1, Math.abs(median));
    }
}
