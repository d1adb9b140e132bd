package io.vigia.detection.rule;

import java.nio.ByteBuffer;

/** The mean of the newest ten errors, compared with what it usually is. */
final class RecentError {
    private static final int ERRORS = 10;

    private final ExponentialStats usual = new ExponentialStats();
    private final Window errors = new Window(ERRORS - 1);

    void clear() {
        usual.clear();
        errors.clear();
    }

    /** The mean with an error that {@link #follow} did not take yet. */
    double with(double error) {
        return (errors.sum(0, errors.size()) + error) / (errors.size() + 1);
    }

    double excess(double error, double floor, double cap) {
        return usual.excess(with(error), floor, cap);
    }

    /** The error at which {@link #excess} reaches so many deviations, more than 0. */
    double errorAt(double deviations, double floor) {
        if (usual.isEmpty()) {
            return Double.POSITIVE_INFINITY;
        }
        double mean = usual.mean() + deviations * (usual.deviation() + floor);
        return mean * (errors.size() + 1) - errors.sum(0, errors.size());
    }

    void learn(double mean, double span) {
        usual.add(mean, span);
    }

    /** Learns the mean of the errors taken so far, bounded. */
    void learnBounded(double floor, double reach, double span) {
        if (errors.size() > 0) {
            usual.addBounded(errors.sum(0, errors.size()) / errors.size(), floor, reach, span);
        }
    }

    void follow(double error) {
        errors.add(error);
    }

    int bytes() {
        return ExponentialStats.BYTES + errors.bytes();
    }

    void write(ByteBuffer to) {
        usual.write(to);
        errors.write(to);
    }

    void read(ByteBuffer from) {
        usual.read(from);
        errors.read(from);
    }
}
