package io.vigia.contract;

import io.vigia.verdict.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What a person says about an anomaly, with all of the anomaly that the detector needs, so that a replay needs no other topic.
 * Only the newest feedback on an anomaly applies.
 *
 * @param anomaly the id of the anomaly, which is that of its reading
 * @param verdict what is said; null: what was said is withdrawn
 * @param ts the time of the anomaly, epoch milliseconds
 * @param value the value of the anomaly, in the sensor's unit
 * @param reason the reason of the anomaly; null if an earlier version scored it
 * @param boundFactor the anomaly's {@link Score#boundFactor}; NaN for none ({@code null} in JSON)
 */
public record Feedback(
        String anomaly,
        @Nullable FeedbackVerdict verdict,
        long ts,
        double value,
        @Nullable Reason reason,
        double boundFactor) {
    /** Feedback on an anomaly; a null verdict withdraws what was said before. */
    public static Feedback on(Score anomaly, @Nullable FeedbackVerdict verdict) {
        return new Feedback(
                anomaly.id(), verdict, anomaly.ts(), anomaly.value(), anomaly.reason(), anomaly.boundFactor());
    }
}
