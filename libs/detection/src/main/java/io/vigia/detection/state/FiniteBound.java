package io.vigia.detection.state;

/**
 * Keeps statistics finite. Sums of squares of doubles beyond 10^150 overflow, and one infinity would stay in a sensor's
 * state for ever; no sensor measures anything beyond 10^100.
 */
public final class FiniteBound {
    private static final double MOST = 1e100;

    private FiniteBound() {}

    /** The value, or what no sensor measures on its side if it lies beyond. */
    public static double bound(double value) {
        return Math.max(-MOST, Math.min(MOST, value));
    }
}
