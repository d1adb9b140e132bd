package io.vigia.detection;

/**
 * Keeps statistics finite. Sums of squares of doubles beyond 10^150 overflow, and one infinity would stay in a sensor's
 * state for ever; no sensor measures anything beyond 10^100.
 */
final class Magnitude {
    private static final double MOST = 1e100;

    private Magnitude() {}

    static double bound(double value) {
        return Math.max(-MOST, Math.min(MOST, value));
    }
}
