package io.vigia.contract;

import io.vigia.verdict.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What was said about an anomaly: its only record in the compacted topic of labels, whose key is the anomaly's id.
 *
 * @param anomaly the id of the anomaly, which is that of its reading
 * @param sensor the sensor's id
 * @param ts the time of the anomaly, epoch milliseconds
 * @param value the value of the anomaly, in the sensor's unit
 * @param verdict what was said
 * @param reason the reason of the anomaly; null if an earlier version scored it
 * @param incident the id of its incident; null if that is not known
 * @param by who said it, 1 to {@value Action#MOST_BY} characters
 * @param note why, at most {@value Action#MOST_NOTE} characters; null if nothing was said
 * @param at when Kafka had it, epoch milliseconds
 */
public record Label(
        String anomaly,
        String sensor,
        long ts,
        double value,
        FeedbackVerdict verdict,
        @Nullable Reason reason,
        @Nullable String incident,
        String by,
        @Nullable String note,
        long at) {}
