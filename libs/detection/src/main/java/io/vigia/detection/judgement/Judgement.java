package io.vigia.detection.judgement;

import io.vigia.verdict.Direction;
import io.vigia.verdict.Reason;
import io.vigia.verdict.Severity;
import io.vigia.verdict.Status;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a detector says of one reading.
 *
 * @param ts epoch milliseconds; a server's stamp may have been moved on to newest + 1
 * @param status what became of the reading
 * @param remaining values still missing before the first verdict; -1 unless {@link Status#WARMING_UP}
 * @param window the values before it, oldest first, in the sensor's unit: as many as a verdict needs, fewer while warming up, none for
 *     late and duplicate readings; not copied, not to be written to
 * @param verdict {@link Verdict#NONE} if the reading was not judged
 * @param trace {@link Trace#NONE} if the reading was not judged
 */
public record Judgement(long ts, Status status, int remaining, double[] window, Verdict verdict, Trace trace) {
    private static final double[] NO_WINDOW = {};

    static Judgement setAside(long ts, Status status) {
        return new Judgement(ts, status, -1, NO_WINDOW, Verdict.NONE, Trace.NONE);
    }

    /** Of a reading before which {@code remaining} values are missing. */
    public static Judgement warmingUp(long ts, int remaining, double[] window) {
        return new Judgement(ts, Status.WARMING_UP, remaining, window, Verdict.NONE, Trace.NONE);
    }

    /**
     * Whether a reading is an anomaly, and which values would be. Doubles that do not apply are {@code NaN}.
     *
     * @param prediction the value expected from the values before it, in the sensor's unit
     * @param lower the nearest value at or below the prediction that would have been an anomaly; NaN if none would
     * @param upper the nearest value at or above the prediction that would have been an anomaly; NaN if none would
     * @param error |value − prediction|, in the sensor's unit
     * @param score 0 (as expected) to 1
     * @param alarm true at the first anomaly of an episode
     * @param episode what the rule holds of an episode after the reading
     * @param direction the side of an anomaly; null where there is none
     * @param severity how grave an anomaly is; null where there is none
     */
    public record Verdict(
            double prediction,
            double lower,
            double upper,
            double error,
            double score,
            boolean alarm,
            Episode episode,
            @Nullable Direction direction,
            @Nullable Severity severity) {
        /** Of a reading that was not judged. */
        public static final Verdict NONE = new Verdict(
                Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, false, Episode.NONE, null, null);

        /** True when the rule was exceeded. */
        public boolean anomaly() {
            return direction != null;
        }
    }

    /**
     * What the rule compared, in the letters of its formulas. Doubles that do not apply are {@code NaN}.
     *
     * @param rarity J: how rare values like this one are, in nats; NaN unless scored by one of the adaptive rules
     * @param errorExcess zA: recent errors against usual ones, in standard deviations; NaN as {@code rarity}
     * @param levelExcess zL: recent level against the usual one, in standard deviations; NaN as {@code rarity}
     * @param total S of the value (absolute-error: the error); a value outside [lower, upper] is an anomaly even if S falls
     *     again out there
     * @param repeats k: recent alarms, which raise the bound; as compared, before this reading counts
     * @param reason what carried the verdict on an anomaly; null where there is none
     * @param boundFactor the factor by which the bound of the reason must rise, on top of what feedback has raised it, for the reading
     *     not to count: more than 1, at most 2, which may be less than it takes; NaN where there is none, or feedback raises no bound
     */
    public record Trace(
            double rarity,
            double errorExcess,
            double levelExcess,
            double total,
            double repeats,
            @Nullable Reason reason,
            double boundFactor) {
        /** Of a reading that was not judged. */
        public static final Trace NONE = unscored(Double.NaN, Double.NaN, null);

        /** Of a verdict for which S has no parts. */
        public static Trace unscored(double total, double repeats, @Nullable Reason reason) {
            return new Trace(Double.NaN, Double.NaN, Double.NaN, total, repeats, reason, Double.NaN);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Judgement that
                && ts == that.ts
                && status == that.status
                && remaining == that.remaining
                && verdict.equals(that.verdict)
                && trace.equals(that.trace)
                && Arrays.equals(window, that.window);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(ts) + verdict.hashCode();
    }
}
