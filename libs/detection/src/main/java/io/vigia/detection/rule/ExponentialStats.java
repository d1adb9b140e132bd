package io.vigia.detection.rule;

/** Exponentially weighted mean and variance of a series; the first values weigh as in a plain mean. */
final class ExponentialStats {
    /** Encoded length. */
    static final int BYTES = 3 * Double.BYTES;
    /** Encoded length as floats. */
    static final int FLOATS = 3 * Float.BYTES;

    /** Weight of the values so far, from 0 to 1. */
    private double weight;

    private double mean;
    private double variance;

    void clear() {
        weight = 0;
        mean = 0;
        variance = 0;
    }

    boolean isEmpty() {
        return weight == 0;
    }

    double weight() {
        return weight;
    }

    double mean() {
        return mean;
    }

    double deviation() {
        return Math.sqrt(variance);
    }

    /**
     * Adds a value.
     *
     * @param span values that the statistics look back on
     */
    void add(double value, double span) {
        double a = 1 / span;
        weight = 1 - (1 - weight) * (1 - a);
        double share = Math.min(1, a / weight);
        double d = value - mean;
        mean += share * d;
        variance = (1 - share) * (variance + share * d * d);
    }

    /** Adds a value as if it lay at most {@code reach} deviations from the mean; nothing before the first value. */
    void addBounded(double value, double floor, double reach, double span) {
        if (!isEmpty()) {
            double most = reach * (deviation() + floor);
            add(Math.max(mean - most, Math.min(mean + most, value)), span);
        }
    }

    /** Deviations by which a value lies above the mean: 0 to {@code cap}, and 0 before the first value. */
    double excess(double value, double floor, double cap) {
        return isEmpty() ? 0 : Math.min(cap, Math.max(0, (value - mean) / (deviation() + floor)));
    }

    /** Deviations between a value and the mean: 0 to {@code cap}, and 0 before the first value. */
    double distance(double value, double floor, double cap) {
        return isEmpty() ? 0 : Math.min(cap, Math.abs(value - mean) / (deviation() + floor));
    }

    void write(StateBytes to) {
        to.putDouble(weight).putDouble(mean).putDouble(variance);
    }

    void read(StateBytes from) {
        weight = from.getDouble();
        mean = from.getDouble();
        variance = from.getDouble();
    }

    /** Writes it as floats, for values that lie around 1. */
    void writeFloats(StateBytes to) {
        to.putFloat((float) weight).putFloat((float) mean).putFloat((float) variance);
    }

    void readFloats(StateBytes from) {
        weight = from.getFloat();
        mean = from.getFloat();
        variance = from.getFloat();
    }
}
