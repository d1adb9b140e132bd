package io.vigia.detection.rule;

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

    /** The error from which on {@link #excess} is above 0. */
    double zero() {
        return usual.mean() * (errors.size() + 1) - errors.sum(0, errors.size());
    }

    /** By how much {@link #excess} grows with an error above {@link #zero}, until it reaches its cap. */
    double slope(double floor) {
        return usual.isEmpty() ? 0 : 1 / ((errors.size() + 1) * (usual.deviation() + floor));
    }

    /** The mean of the errors taken so far; 0 if there are none. */
    double newest() {
        return errors.size() == 0 ? 0 : errors.sum(0, errors.size()) / errors.size();
    }

    void learn(double mean, double span) {
        usual.add(mean, span);
    }

    /** Learns the mean of the errors taken so far, bounded. */
    void learnBounded(double floor, double reach, double span) {
        if (errors.size() > 0) {
            usual.addBounded(newest(), floor, reach, span);
        }
    }

    void follow(double error) {
        errors.add(error);
    }

    int bytes() {
        return ExponentialStats.BYTES + errors.bytes();
    }

    void write(StateBytes to) {
        usual.write(to);
        errors.write(to);
    }

    void read(StateBytes from) {
        usual.read(from);
        errors.read(from);
    }
}
