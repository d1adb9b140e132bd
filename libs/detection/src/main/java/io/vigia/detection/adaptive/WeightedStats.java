package io.vigia.detection.adaptive;

import io.vigia.detection.state.StateReader;
import java.nio.ByteBuffer;

/** Exponentially weighted mean and variance of a series whose first values weigh as in a plain mean. */
final class WeightedStats {
    /** Encoded length. */
    static final int BYTES = 2 * Double.BYTES;

    private double mean;
    private double variance;

    /**
     * Weight of value number {@code t}, from 1.
     *
     * @param a weight of a value long after the start
     */
    static double weight(double a, double t) {
        return Math.min(1, a / (1 - Math.pow(1 - a, t)));
    }

    void clear() {
        mean = 0;
        variance = 0;
    }

    double mean() {
        return mean;
    }

    double deviation() {
        return Math.sqrt(variance);
    }

    void add(double value, double weight) {
        double d = value - mean;
        mean += weight * d;
        variance = (1 - weight) * (variance + weight * d * d);
    }

    void write(ByteBuffer to) {
        to.putDouble(mean).putDouble(variance);
    }

    void read(StateReader from) {
        mean = from.finite();
        variance = from.notNegative();
    }
}
