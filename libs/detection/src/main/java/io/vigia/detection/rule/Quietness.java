package io.vigia.detection.rule;

/** How far the logarithm of the mean step lies below its own long mean: a sensor that moves too little. */
final class Quietness {
    /** Encoded length. */
    static final int BYTES = ExponentialStats.BYTES + Double.BYTES + Integer.BYTES;

    /** Steps in the mean. */
    private static final double STEPS = 40;
    /** Steps before the logarithm of the mean is learned. */
    private static final int FIRST_LEARNED = 20;
    /** Steps before it is compared. */
    private static final int FIRST_COMPARED = 250;
    /** Part of the sensor's deviation below which a mean step counts as none. */
    private static final double LEAST = 0.01;

    private static final double FLOOR = 0.1;

    private final ExponentialStats usual = new ExponentialStats();
    private double meanStep;
    private long readings;
    /** The mean step and deviation whose logarithm was taken last, and the logarithm. */
    private double meanOfLog = Double.NaN;

    private double deviationOfLog;
    private double newestLog;

    void clear() {
        usual.clear();
        meanStep = 0;
        readings = 0;
    }

    private double with(double step) {
        return meanStep + Math.max(1 / STEPS, 1.0 / readings) * (Math.abs(step) - meanStep);
    }

    private double log(double mean, double deviation) {
        if (mean == meanOfLog && deviation == deviationOfLog) {
            return newestLog;
        }
        meanOfLog = mean;
        deviationOfLog = deviation;
        // Kept in states, so the same to the last bit on every machine.
        newestLog = StrictMath.log(mean + LEAST * deviation);
        return newestLog;
    }

    /** Deviations by which the mean step, this one included, is too small; 0 to {@code cap}. */
    double excess(double step, double deviation, double cap) {
        if (readings <= FIRST_COMPARED || usual.isEmpty()) {
            return 0;
        }
        double below = (usual.mean() - log(with(step), deviation)) / (usual.deviation() + FLOOR);
        return Math.max(0, Math.min(cap, below));
    }

    /** Takes the step into the mean, without changing what is usual. */
    void follow(double step) {
        meanStep = readings == 0 ? 0 : with(step);
        readings++;
    }

    /** Learns the mean step as usual, after {@link #follow}. */
    void learn(double deviation, double span) {
        if (readings > FIRST_LEARNED) {
            usual.add(log(meanStep, deviation), span);
        }
    }

    void learnBounded(double deviation, double reach, double span) {
        if (readings > FIRST_LEARNED) {
            usual.addBounded(log(meanStep, deviation), FLOOR, reach, span);
        }
    }

    void write(StateBytes to) {
        usual.write(to);
        to.putDouble(meanStep);
        to.putSaturated(readings);
    }

    void read(StateBytes from) {
        usual.read(from);
        meanStep = from.getDouble();
        readings = from.getInt();
    }
}
