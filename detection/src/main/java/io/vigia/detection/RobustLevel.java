package io.vigia.detection;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Mean and deviation of the first values of a sensor, in constant space, that a few wild ones do not spoil: each value
 * counts as no farther than four deviations from the mean. The first window is judged by its median and median absolute
 * deviation.
 */
final class RobustLevel {
    /** Encoded length. */
    static final int BYTES = 2 * Double.BYTES;

    private static final double FARTHEST = 4;
    /** Median absolute deviations in a standard deviation of normal noise. */
    private static final double NORMAL = 1.4826;

    private double mean;
    /** Sum of squared deviations. */
    private double squares;

    double mean() {
        return mean;
    }

    /** The standard deviation of {@code n} values. While they are all the same, 1 % of their size, or 0.01 if that is more. */
    double deviation(long n) {
        double deviation = Math.sqrt(squares / n);
        boolean constant = deviation <= 1e-9 * (1 + Math.abs(mean));
        return constant ? 0.01 * Math.max(Math.abs(mean), 1) : deviation;
    }

    /** Starts from the first values. */
    void start(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double median = median(sorted);
        double reach = FARTHEST * NORMAL * medianDistance(sorted, median);
        for (int i = 0; i < values.length; i++) {
            // More than half the same says nothing about how far the others may lie.
            double far = reach > 0 ? clip(values[i], median, reach) : values[i];
            add(far, i + 1);
        }
    }

    private static double medianDistance(double[] sorted, double median) {
        double[] distances = new double[sorted.length];
        Arrays.setAll(distances, i -> Math.abs(sorted[i] - median));
        Arrays.sort(distances);
        return median(distances);
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : sorted[middle - 1] / 2 + sorted[middle] / 2;
    }

    /** Adds value number {@code n}. */
    void follow(double value, long n) {
        add(clip(value, mean, FARTHEST * deviation(n - 1)), n);
    }

    private static double clip(double value, double center, double reach) {
        return Math.max(center - reach, Math.min(center + reach, value));
    }

    private void add(double value, long n) {
        double d = Magnitude.bound(value) - mean;
        mean += d / n;
        squares += d * (Magnitude.bound(value) - mean);
    }

    void write(ByteBuffer to) {
        to.putDouble(mean).putDouble(squares);
    }

    void read(StateReader from) {
        mean = from.finite();
        squares = from.notNegative();
    }
}
