package io.vigia.query;

import io.vigia.contract.Score;
import io.vigia.contract.Verdict;
import io.vigia.testkit.ScoreBuilder;

/** The two scores that the tests of this service show: one without a verdict, and one that is an anomaly. */
public final class Scores {
    private Scores() {}

    public static Score warmingUp(String sensor, long ts, double value) {
        return ScoreBuilder.of(sensor, ts, value).warmingUp(3).build();
    }

    /** Predicted 75.5, bounds at ±5.25 of it, after 74, 75 and 76. */
    public static Verdict anomaly(String sensor, long ts, double value) {
        return ScoreBuilder.of(sensor, ts, value).judged(75.5, 5.25, 0.97).verdict(74, 75, 76);
    }
}
