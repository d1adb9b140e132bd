package io.vigia.detection.model;

import static io.vigia.detection.model.InvalidModelException.requireNotNegative;
import static io.vigia.detection.model.InvalidModelException.requirePositive;
import static io.vigia.detection.model.InvalidModelException.requireRange;

/** The rule that turns predictions into verdicts, with its parameters. */
public sealed interface RuleSpec {
    /** Readings within which exceedances belong to one episode, unless the rule says otherwise. */
    int DEFAULT_SILENCE = 75;

    /** What is compared with the threshold, an error or S, makes an anomaly from here on; above 0. */
    double threshold();

    /** The same rule with another threshold, above 0. */
    RuleSpec withThreshold(double other);

    /**
     * An anomaly is an error above a fixed threshold, from the first full window on.
     *
     * @param threshold in the sensor's unit, above 0
     * @param silence an anomaly is an alarm when more than this many readings have passed since the last anomaly
     */
    record AbsoluteError(double threshold, int silence) implements RuleSpec {
        public AbsoluteError {
            requirePositive(threshold, "threshold");
            requireRange(silence, 0, Integer.MAX_VALUE, "silence");
        }

        public AbsoluteError(double threshold) {
            this(threshold, DEFAULT_SILENCE);
        }

        @Override
        public AbsoluteError withThreshold(double other) {
            return new AbsoluteError(other, silence);
        }
    }

    /**
     * Rarity of the value, size of the error and shift of the level, each against what the sensor itself has shown, are
     * added up to S; an anomaly is an S of at least {@code threshold} · (1 + {@code thresholdStep} · k), where k counts
     * recent alarms.
     *
     * @param firstCalibration readings after which the rule is calibrated; verdicts before are provisional
     * @param lastCalibration readings after which it is calibrated again; equal to the first for once only
     * @param threshold θ
     * @param thresholdStep how much each recent alarm raises the threshold, as a part of it
     * @param silence an anomaly is an alarm when more than this many readings have passed since the last anomaly
     * @param halfLife readings after which an alarm counts half in k
     * @param memory readings that the weighted means and deviations look back on, 1/a
     * @param errorMean errors in the mean that is compared
     * @param levelMean values in the mean that is compared
     * @param errorWeight weight of the error in S
     * @param levelWeight weight of the level in S
     * @param cap the most that error and level count before they are weighted, in standard deviations
     * @param stuckRun repeats of one value from which a sensor may count as stuck
     * @param stuckFactor it is stuck when the run is also this many times the longest run before the calibration
     * @param stuckScore added to S once in a stuck run
     * @param provisionalFactor standard deviations from prediction and mean that make a provisional anomaly
     */
    record Adaptive(
            int firstCalibration,
            int lastCalibration,
            double threshold,
            double thresholdStep,
            int silence,
            double halfLife,
            double memory,
            int errorMean,
            int levelMean,
            double errorWeight,
            double levelWeight,
            double cap,
            int stuckRun,
            double stuckFactor,
            double stuckScore,
            double provisionalFactor)
            implements RuleSpec {
        /** The most readings a calibration may look at. */
        public static final int MOST_CALIBRATION = 10_000;

        public Adaptive {
            requireRange(firstCalibration, 2, MOST_CALIBRATION, "firstCalibration");
            requireRange(lastCalibration, firstCalibration, MOST_CALIBRATION, "lastCalibration");
            requirePositive(threshold, "threshold");
            requireNotNegative(thresholdStep, "thresholdStep");
            requireRange(silence, 0, Integer.MAX_VALUE, "silence");
            requirePositive(halfLife, "halfLife");
            InvalidModelException.require(memory >= 1 && memory <= 1e9, "memory", memory, "1 to 1e9");
            requireRange(errorMean, 1, firstCalibration, "errorMean");
            requireRange(levelMean, 1, firstCalibration, "levelMean");
            requireNotNegative(errorWeight, "errorWeight");
            requireNotNegative(levelWeight, "levelWeight");
            requirePositive(cap, "cap");
            requireRange(stuckRun, 1, Integer.MAX_VALUE, "stuckRun");
            requireNotNegative(stuckFactor, "stuckFactor");
            requireNotNegative(stuckScore, "stuckScore");
            requirePositive(provisionalFactor, "provisionalFactor");
        }

        /** The parameters that the shipped bundle uses. */
        public static Adaptive defaults() {
            return new Adaptive(
                    250, 500, 6.75, 0.1, DEFAULT_SILENCE, 10_000, 2_000, 10, 20, 0.5, 0.5, 20, 50, 3, 20, 6);
        }

        /** The defaults, calibrated later where the window is as long as their warm-up. */
        public static Adaptive forWindow(int window) {
            var usual = defaults();
            return usual.withCalibrations(
                    Math.max(usual.firstCalibration, 2 * window), Math.max(usual.lastCalibration, 4 * window));
        }

        /** The same rule with other calibrations, counted in readings. */
        public Adaptive withCalibrations(int first, int last) {
            return with(first, last, threshold);
        }

        @Override
        public Adaptive withThreshold(double other) {
            return with(firstCalibration, lastCalibration, other);
        }

        private Adaptive with(int first, int last, double other) {
            return new Adaptive(
                    first,
                    last,
                    other,
                    thresholdStep,
                    silence,
                    halfLife,
                    memory,
                    errorMean,
                    levelMean,
                    errorWeight,
                    levelWeight,
                    cap,
                    stuckRun,
                    stuckFactor,
                    stuckScore,
                    provisionalFactor);
        }
    }

    /**
     * Rarity of value and step, recent errors, shifts of the level, season and quietness, each against what the sensor itself
     * has shown, are weighed into S, the cube root of the sum of their cubes; an anomaly is an S of at least the threshold,
     * which recent incidents raise. While an incident is open nothing abnormal is learned.
     */
    record Adaptive2(AdaptiveParameters parameters) implements RuleSpec {
        public Adaptive2 {
            requireRange(parameters.firstCalibration(), 20, Adaptive.MOST_CALIBRATION, "firstCalibration");
            requireRange(
                    parameters.lastCalibration(),
                    parameters.firstCalibration(),
                    Adaptive.MOST_CALIBRATION,
                    "lastCalibration");
            requirePositive(parameters.threshold(), "threshold");
            requireNotNegative(parameters.thresholdStep(), "thresholdStep");
            requirePositive(parameters.halfLife(), "halfLife");
            InvalidModelException.require(
                    parameters.memory() >= 1 && parameters.memory() <= 1e9, "memory", parameters.memory(), "1 to 1e9");
            requirePositive(parameters.valueWeight(), "valueWeight");
            requireNotNegative(parameters.stepWeight(), "stepWeight");
            requirePositive(parameters.errorWeight(), "errorWeight");
            requireNotNegative(parameters.levelWeight(), "levelWeight");
            requireNotNegative(parameters.seasonWeight(), "seasonWeight");
            requireNotNegative(parameters.quietWeight(), "quietWeight");
            requirePositive(parameters.cap(), "cap");
            requireRange(parameters.stuckRun(), 1, Integer.MAX_VALUE, "stuckRun");
            requireNotNegative(parameters.stuckFactor(), "stuckFactor");
            requireNotNegative(parameters.stuckScore(), "stuckScore");
            requireRange(parameters.quietReadings(), 1, Integer.MAX_VALUE, "quietReadings");
            requireRange(
                    parameters.closingReadings(), parameters.quietReadings(), Integer.MAX_VALUE, "closingReadings");
            requireNotNegative(parameters.coolDown(), "coolDown");
            requireRange(parameters.adoptReadings(), 1, Integer.MAX_VALUE, "adoptReadings");
            requireNotNegative(parameters.adoptAfter(), "adoptAfter");
        }

        /** What a bundle that names no parameters gets. */
        public static Adaptive2 defaults() {
            return new Adaptive2(AdaptiveParameters.defaults());
        }

        /** The defaults, calibrated later where the window is as long as their warm-up. */
        public static Adaptive2 forWindow(int window) {
            return defaults()
                    .withCalibrations(
                            Math.max(AdaptiveParameters.defaults().firstCalibration(), 2 * window),
                            Math.max(AdaptiveParameters.defaults().lastCalibration(), 4 * window));
        }

        /** The same rule with other calibrations, counted in readings. */
        public Adaptive2 withCalibrations(int first, int last) {
            return new Adaptive2(parameters.withCalibrations(first, last));
        }

        @Override
        public double threshold() {
            return parameters.threshold();
        }

        @Override
        public Adaptive2 withThreshold(double other) {
            return new Adaptive2(parameters.withThreshold(other));
        }
    }
}
