package io.vigia.contract;

import io.vigia.verdict.Direction;
import io.vigia.verdict.Reason;
import io.vigia.verdict.Severity;
import io.vigia.verdict.Status;
import org.jspecify.annotations.Nullable;

/**
 * The detector's result for one reading. Doubles that do not apply are {@code NaN} here and {@code null} in JSON.
 *
 * @param id the reading's id
 * @param sensor the reading's sensor
 * @param ts epoch milliseconds; a server's time may have been moved to newest + 1
 * @param value the reading's value
 * @param status the status of the reading
 * @param remaining values still missing before the first verdict; -1 where it does not apply ({@code null} in JSON)
 * @param prediction the value expected from the values before it, in the sensor's unit
 * @param lower the value at or below which it would be an anomaly, in the sensor's unit
 * @param upper the value at or above which it would be an anomaly, in the sensor's unit
 * @param error |value − prediction|, in the sensor's unit
 * @param score 0 (as expected) to 1
 * @param anomaly true if the rule was exceeded
 * @param alarm true at the first anomaly of an episode
 * @param direction the side of an anomaly; null where there is none
 * @param severity the severity of an anomaly; null if there is none
 * @param reason what carried the verdict on an anomaly; null if there is none, or if an earlier version scored it
 * @param boundFactor the factor by which the bound of the reason must rise, on top of what feedback has raised it, for the reading
 *     not to count; more than 1, at most {@value #MOST_BOUND_FACTOR}, which may be less than it takes. NaN if it is not an anomaly, or
 *     feedback does not raise a bound: of limits, of provisional verdicts, of a level that is still moved, of other rules than {@code
 *     adaptive-2}, of earlier versions. Only anomalies have it in JSON
 * @param model {@code name@version} of the bundle that scored; null if the reading was not scored
 */
public record Score(
        String id,
        String sensor,
        long ts,
        double value,
        Status status,
        int remaining,
        double prediction,
        double lower,
        double upper,
        double error,
        double score,
        boolean anomaly,
        boolean alarm,
        @Nullable Direction direction,
        @Nullable Severity severity,
        @Nullable Reason reason,
        double boundFactor,
        @Nullable String model)
        implements ScoreEvent {
    /** {@link #remaining} where it does not apply. */
    public static final int NO_REMAINING = -1;

    /** The most by which feedback raises a bound, as a factor. */
    public static final double MOST_BOUND_FACTOR = 2;
}
