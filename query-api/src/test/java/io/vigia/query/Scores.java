package io.vigia.query;

import io.vigia.contract.Direction;
import io.vigia.contract.Score;
import io.vigia.contract.Severity;
import io.vigia.contract.Status;
import io.vigia.contract.Verdict;

/** Scores for tests. */
public final class Scores {
    private Scores() {}

    public static Score warmingUp(String sensor, long ts, double value) {
        return new Score(
                "id-" + sensor + "-" + ts,
                sensor,
                ts,
                value,
                Status.WARMING_UP,
                3,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                false,
                false,
                null,
                null,
                null);
    }

    public static Verdict anomaly(String sensor, long ts, double value) {
        Score score = new Score(
                "id-" + sensor + "-" + ts,
                sensor,
                ts,
                value,
                Status.SCORED,
                Score.NO_REMAINING,
                75.5,
                70.25,
                80.75,
                Math.abs(value - 75.5),
                0.97,
                true,
                true,
                Direction.ABOVE,
                Severity.values()[0],
                "lstm@1");
        return new Verdict(score, new double[] {74, 75, 76});
    }
}
