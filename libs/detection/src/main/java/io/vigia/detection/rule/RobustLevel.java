package io.vigia.detection.rule;

import io.vigia.detection.state.FiniteBound;
import io.vigia.detection.state.StateReader;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Mean and deviation of the first values of a sensor, in constant space, that a few wild ones do not spoil: each value
 * counts as no farther than four deviations from the mean. The first window is judged by its median and median absolute
 * deviation.
 */
public final class RobustLevel {
    /** Encoded length: of the count four bytes, of the mean and the sum of squared deviations eight. */
    public static final int BYTES = Integer.BYTES + 2 * Double.BYTES;

    private static final double FARTHEST = 4;
    /** Median absolute deviations in a standard deviation of normal noise. */
    private static final double NORMAL = 1.4826;

    private int count;
    private double mean;
    /** Sum of squared deviations. */
    private double squares;

    /** Values added so far; 0 before the start. */
    public int count() {
        return count;
    }

    public double mean() {
        return mean;
    }

    /** The standard deviation. While all values are the same, 1 % of their size, or 0.01 if that is more. */
    public double deviation() {
        double deviation = Math.sqrt(squares / count);
        boolean constant = deviation <= 1e-9 * (1 + Math.abs(mean));
        return constant ? 0.01 * Math.max(Math.abs(mean), 1) : deviation;
    }

    /** Starts from the first values. */
    public void start(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double median = median(sorted);
        double reach = FARTHEST * NORMAL * medianDistance(sorted, median);
        for (double value : values) {
            // More than half the same says nothing about how far the others may lie.
            add(reach > 0 ? clip(value, median, reach) : value);
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

    /** Adds one value after the first. */
    public void follow(double value) {
        add(clip(value, mean, FARTHEST * deviation()));
    }

    private static double clip(double value, double center, double reach) {
        return Math.max(center - reach, Math.min(center + reach, value));
    }

    private void add(double value) {
        count++;
        double d = FiniteBound.bound(value) - mean;
        mean += d / count;
        squares += d * (FiniteBound.bound(value) - mean);
    }

    public void write(ByteBuffer to) {
        to.putInt(count).putDouble(mean).putDouble(squares);
    }

    /** Reads it, of at most {@code most} values. */
    public void read(StateReader from, long most) {
        count = from.count(most);
        mean = from.finite();
        squares = from.notNegative();
    }
}
