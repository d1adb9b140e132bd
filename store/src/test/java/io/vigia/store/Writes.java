package io.vigia.store;

import io.vigia.contract.Deletion;
import io.vigia.contract.Direction;
import io.vigia.contract.Score;
import io.vigia.contract.Severity;
import io.vigia.contract.Status;
import io.vigia.contract.Verdict;

/** Writes as the sink gives them. */
public final class Writes {
    private static final double NONE = Double.NaN;

    private Writes() {}

    /** A value with a full verdict: predicted 0.5 below it, bounds at ±3 of the prediction. */
    public static StoreWrite scored(String sensor, long ts, double value) {
        return new StoreWrite.Scored(judged(sensor, ts, value, false));
    }

    /** A value with a full verdict that is an anomaly. */
    public static StoreWrite anomalous(String sensor, long ts, double value) {
        return new StoreWrite.Scored(judged(sensor, ts, value, true));
    }

    /** A value alone. */
    public static StoreWrite unjudged(String sensor, long ts, double value, Status status) {
        int remaining = status == Status.WARMING_UP ? 3 : Score.NO_REMAINING;
        return new StoreWrite.Scored(new Score(
                "id-" + ts,
                sensor,
                ts,
                value,
                status,
                remaining,
                NONE,
                NONE,
                NONE,
                NONE,
                NONE,
                false,
                false,
                null,
                null,
                null));
    }

    /** An event for the tables of anomalies, whose reading lies at {@code offset}. */
    public static StoreWrite.Anomaly anomaly(String sensor, long ts, double value, long offset) {
        return new StoreWrite.Anomaly(new Verdict(judged(sensor, ts, value, true), new double[] {1, 2, value}), offset);
    }

    /** A deletion at {@code offset}. */
    public static StoreWrite delete(String sensor, long offset) {
        return new StoreWrite.Delete(new Deletion("deletion-" + offset, sensor), offset);
    }

    private static Score judged(String sensor, long ts, double value, boolean anomaly) {
        double prediction = value - 0.5;
        return new Score(
                "id-" + ts,
                sensor,
                ts,
                value,
                Status.SCORED,
                Score.NO_REMAINING,
                prediction,
                prediction - 3,
                prediction + 3,
                0.5,
                0.25,
                anomaly,
                anomaly,
                anomaly ? Direction.ABOVE : null,
                anomaly ? Severity.HIGH : null,
                "lstm@1.0.0");
    }
}
