package io.vigia.detection.judgement;

import io.vigia.verdict.Direction;
import io.vigia.verdict.Reason;
import io.vigia.verdict.Severity;
import io.vigia.verdict.Status;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a detector says of one reading. Doubles that do not apply are {@code NaN}. The last five components are
 * the rule's trace, in the letters of its formulas.
 *
 * @param ts epoch milliseconds; a server's stamp may have been moved on to newest + 1
 * @param status what became of the reading
 * @param remaining values still missing before the first verdict; -1 unless {@link Status#WARMING_UP}
 * @param prediction the value expected from the values before it, in the sensor's unit
 * @param lower the nearest value at or below the prediction that would have been an anomaly; NaN if none would
 * @param upper the nearest value at or above the prediction that would have been an anomaly; NaN if none would
 * @param error |value − prediction|, in the sensor's unit
 * @param score 0 (as expected) to 1
 * @param anomaly true when the rule was exceeded
 * @param alarm true at the first anomaly of an episode
 * @param direction the side of an anomaly; null where there is none
 * @param severity how grave an anomaly is; null where there is none
 * @param window the values before it, oldest first, in the sensor's unit: as many as a verdict needs, fewer while warming up, none for
 *     late and duplicate readings; not copied, not to be written to
 * @param rarity J: how rare values like this one are, in nats; NaN unless scored by the rule {@code adaptive}
 * @param errorExcess zA: recent errors against usual ones, in standard deviations; NaN as {@code rarity}
 * @param levelExcess zL: recent level against the usual one, in standard deviations; NaN as {@code rarity}
 * @param total S of the value (absolute-error: the error); a value outside [lower, upper] is an anomaly even if S falls
 *     again out there
 * @param repeats k: recent alarms, which raise the bound; as compared, before this reading counts
 * @param reason what carried the verdict on an anomaly; null where there is none
 */
public record Judgement(
        long ts,
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
        double[] window,
        double rarity,
        double errorExcess,
        double levelExcess,
        double total,
        double repeats,
        @Nullable Reason reason) {
    private static final double[] NO_WINDOW = {};
    private static final double NONE = Double.NaN;

    static Judgement setAside(long ts, Status status) {
        return unjudged(ts, status, -1, NO_WINDOW);
    }

    /** Of a reading before which {@code remaining} values are missing. */
    public static Judgement warmingUp(long ts, int remaining, double[] window) {
        return unjudged(ts, Status.WARMING_UP, remaining, window);
    }

    private static Judgement unjudged(long ts, Status status, int remaining, double[] window) {
        return new Judgement(
                ts, status, remaining, NONE, NONE, NONE, NONE, NONE, false, false, null, null, window, NONE, NONE, NONE,
                NONE, NONE, null);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Judgement that
                && ts == that.ts
                && status == that.status
                && remaining == that.remaining
                && anomaly == that.anomaly
                && alarm == that.alarm
                && direction == that.direction
                && severity == that.severity
                && reason == that.reason
                && Arrays.equals(numbers(), that.numbers())
                && Arrays.equals(window, that.window);
    }

    private double[] numbers() {
        return new double[] {prediction, lower, upper, error, score, rarity, errorExcess, levelExcess, total, repeats};
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(ts) + Arrays.hashCode(numbers());
    }
}
