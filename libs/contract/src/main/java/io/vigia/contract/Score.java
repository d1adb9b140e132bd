package io.vigia.contract;

import org.jspecify.annotations.Nullable;

/**
 * What the detector says of one reading. Doubles that do not apply are {@code NaN} here and {@code null} in JSON.
 *
 * @param id the reading's id
 * @param sensor the reading's sensor
 * @param ts epoch milliseconds; a server's stamp may have been moved on to newest + 1
 * @param value the reading's value
 * @param status what became of the reading
 * @param remaining values still missing before the first verdict; -1 where it does not apply ({@code null} in JSON)
 * @param prediction the value expected from the values before it, in the sensor's unit
 * @param lower where {@code value} would be an anomaly below, in the sensor's unit
 * @param upper where {@code value} would be an anomaly above, in the sensor's unit
 * @param error |value − prediction|, in the sensor's unit
 * @param score 0 (as expected) to 1
 * @param anomaly true when the rule was exceeded
 * @param alarm true at the first anomaly of an episode
 * @param direction the side of an anomaly; null where there is none
 * @param severity how grave an anomaly is; null where there is none
 * @param model {@code name@version} of the bundle that judged; null where nothing was judged
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
        @Nullable String model)
        implements ScoreEvent {
    /** {@link #remaining} where it does not apply. */
    public static final int NO_REMAINING = -1;
}
