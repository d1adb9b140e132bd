package io.vigia.cli.replay;

import io.vigia.contract.Score;
import org.jspecify.annotations.Nullable;

/** A run's verdict on a reading, as reported; bounds and prediction in the sensor's unit, null if there are none. */
record ReplayedVerdict(
        String status,
        boolean anomaly,
        boolean alarm,
        @Nullable String direction,
        @Nullable String severity,
        @Nullable Double prediction,
        @Nullable Double lower,
        @Nullable Double upper,
        @Nullable String model) {
    static ReplayedVerdict of(Score score) {
        return new ReplayedVerdict(
                score.status().wire(),
                score.anomaly(),
                score.alarm(),
                score.direction() == null ? null : score.direction().wire(),
                score.severity() == null ? null : score.severity().wire(),
                number(score.prediction()),
                number(score.lower()),
                number(score.upper()),
                score.model());
    }

    private static @Nullable Double number(double number) {
        return Double.isNaN(number) ? null : number;
    }

    /** The verdict in a few words. */
    String words() {
        if (!anomaly) {
            return status;
        }
        return "anomaly " + direction + ", " + severity + (alarm ? ", alarm" : "");
    }
}
