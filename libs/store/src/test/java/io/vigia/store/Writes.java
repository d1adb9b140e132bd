package io.vigia.store;

import io.vigia.contract.Deletion;
import io.vigia.testkit.ScoreBuilder;
import io.vigia.verdict.Status;

/** Writes as the sink gives them. */
public final class Writes {
    private Writes() {}

    /** A value with a full verdict: predicted 0.5 below it, bounds at ±3 of the prediction. */
    public static StoreWrite scored(String sensor, long ts, double value) {
        return new StoreWrite.Scored(
                ScoreBuilder.of(sensor, ts, value).judged(value - 0.5, 3, 0.25).build());
    }

    /** A value with a full verdict that is an anomaly: predicted 0.5 below it, bounds at ±0.25 of the prediction. */
    public static StoreWrite anomalous(String sensor, long ts, double value) {
        return new StoreWrite.Scored(tooHigh(sensor, ts, value).build());
    }

    /** A value alone. */
    public static StoreWrite unjudged(String sensor, long ts, double value, Status status) {
        ScoreBuilder score = ScoreBuilder.of(sensor, ts, value);
        return new StoreWrite.Scored(
                (status == Status.WARMING_UP ? score.warmingUp(3) : score.unjudged(status)).build());
    }

    /** An event for the tables of anomalies, whose reading lies at {@code offset}. */
    public static StoreWrite.Anomaly anomaly(String sensor, long ts, double value, long offset) {
        return new StoreWrite.Anomaly(tooHigh(sensor, ts, value).verdict(1, 2, value), offset);
    }

    /** A deletion at {@code offset}. */
    public static StoreWrite delete(String sensor, long offset) {
        return new StoreWrite.Delete(new Deletion("deletion-" + offset, sensor), offset);
    }

    private static ScoreBuilder tooHigh(String sensor, long ts, double value) {
        return ScoreBuilder.of(sensor, ts, value).judged(value - 0.5, 0.25, 0.25);
    }
}
