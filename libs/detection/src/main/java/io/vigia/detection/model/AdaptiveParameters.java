package io.vigia.detection.model;

import io.vigia.verdict.Reason;
import java.util.function.ToDoubleFunction;

/**
 * The parameters of the rule {@code adaptive-2}.
 *
 * @param firstCalibration readings after which the rule is calibrated; verdicts before are provisional
 * @param lastCalibration readings after which it is calibrated again; equal to the first for once only
 * @param threshold θ
 * @param thresholdStep how much each recent incident raises the threshold, as a part of it
 * @param halfLife readings after which an incident counts half in that
 * @param memory readings that the weighted means and deviations look back on
 * @param valueWeight weight of the rarity of the value
 * @param stepWeight weight of the rarity of the step to it
 * @param errorWeight weight of the mean of recent errors
 * @param levelWeight weight of the shifts of the level
 * @param seasonWeight weight of the deviation from the season
 * @param quietWeight weight of too small steps
 * @param cap the most that a part but a rarity counts before it is weighted, in standard deviations
 * @param stuckRun repeats of one value from which a sensor may count as stuck
 * @param stuckFactor it is stuck when the run is also this many times the longest run before the calibration
 * @param stuckScore added to S in a stuck run
 * @param hold true if nothing abnormal is learned while an incident is open, and calibrations leave absurd values out
 * @param quietReadings normal readings in a row after which an incident seems to be over and is learned from again, if {@code
 *     coolDown} has passed too
 * @param closingReadings normal readings in a row that close an incident; what returns earlier belongs to it
 * @param coolDown milliseconds without an anomaly after which an incident may seem to be over
 * @param adoptReadings readings after which an incident that lasts may be adopted as the new normal
 * @param adoptAfter milliseconds after which it is adopted
 */
public record AdaptiveParameters(
        int firstCalibration,
        int lastCalibration,
        double threshold,
        double thresholdStep,
        double halfLife,
        double memory,
        double valueWeight,
        double stepWeight,
        double errorWeight,
        double levelWeight,
        double seasonWeight,
        double quietWeight,
        double cap,
        int stuckRun,
        double stuckFactor,
        double stuckScore,
        boolean hold,
        int quietReadings,
        int closingReadings,
        long coolDown,
        int adoptReadings,
        long adoptAfter) {
    /** The parameters that the shipped bundle uses. */
    public static AdaptiveParameters defaults() {
        return new AdaptiveParameters(
                250,
                500,
                5.4,
                0.1,
                10_000,
                2_000,
                0.85,
                0.6,
                1,
                1,
                0.8,
                1.5,
                20,
                50,
                3,
                20,
                true,
                20,
                75,
                300_000,
                500,
                86_400_000);
    }

    /** The same with another threshold and other times of incidents, in milliseconds. */
    public AdaptiveParameters tuned(double newThreshold, long newCoolDown, long newAdoptAfter) {
        return new AdaptiveParameters(
                firstCalibration,
                lastCalibration,
                newThreshold,
                thresholdStep,
                halfLife,
                memory,
                valueWeight,
                stepWeight,
                errorWeight,
                levelWeight,
                seasonWeight,
                quietWeight,
                cap,
                stuckRun,
                stuckFactor,
                stuckScore,
                hold,
                quietReadings,
                closingReadings,
                newCoolDown,
                adoptReadings,
                newAdoptAfter);
    }

    /**
     * The same with raised bounds: the weights of the parts of each reason are divided by a factor, so that S, band and verdict
     * agree.
     */
    public AdaptiveParameters raised(ToDoubleFunction<Reason> factor) {
        double error = factor.applyAsDouble(Reason.ERROR);
        double stuck = factor.applyAsDouble(Reason.STUCK);
        return new AdaptiveParameters(
                firstCalibration,
                lastCalibration,
                threshold,
                thresholdStep,
                halfLife,
                memory,
                valueWeight / factor.applyAsDouble(Reason.VALUE),
                stepWeight / error,
                errorWeight / error,
                levelWeight / factor.applyAsDouble(Reason.LEVEL),
                seasonWeight / factor.applyAsDouble(Reason.SEASON),
                quietWeight / stuck,
                cap,
                stuckRun,
                stuckFactor,
                stuckScore / stuck,
                hold,
                quietReadings,
                closingReadings,
                coolDown,
                adoptReadings,
                adoptAfter);
    }

    /** The same with other calibrations, counted in readings. */
    public AdaptiveParameters withCalibrations(int first, int last) {
        return with(first, last, threshold);
    }

    /** The same with another θ. */
    public AdaptiveParameters withThreshold(double other) {
        return with(firstCalibration, lastCalibration, other);
    }

    private AdaptiveParameters with(int first, int last, double other) {
        return new AdaptiveParameters(
                first,
                last,
                other,
                thresholdStep,
                halfLife,
                memory,
                valueWeight,
                stepWeight,
                errorWeight,
                levelWeight,
                seasonWeight,
                quietWeight,
                cap,
                stuckRun,
                stuckFactor,
                stuckScore,
                hold,
                quietReadings,
                closingReadings,
                coolDown,
                adoptReadings,
                adoptAfter);
    }
}
