package io.vigia.models.plot;

import java.util.Arrays;

/** What the vertical axis spans: the values with some air; predictions and bands far outside are drawn at its ends. */
record ValueRange(double low, double high) {
    private static final double AIR = 0.25;
    /** The axis can't count farther. */
    private static final double MOST = 1e300;

    static ValueRange of(double[] values) {
        double low = bound(Arrays.stream(values).min().orElse(0));
        double high = bound(Arrays.stream(values).max().orElse(0));
        double air = high > low ? AIR * (high - low) : Math.max(1, 1e-3 * Math.abs(high));
        return new ValueRange(low - air, high + air);
    }

    /** The value, or the end of the range that it lies beyond; NaN stays NaN. */
    double within(double value) {
        return Math.max(low, Math.min(high, value));
    }

    private static double bound(double value) {
        return Math.max(-MOST, Math.min(MOST, value));
    }
}
