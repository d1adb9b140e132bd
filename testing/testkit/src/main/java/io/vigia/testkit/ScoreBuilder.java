package io.vigia.testkit;

import io.vigia.contract.Reading;
import io.vigia.contract.Score;
import io.vigia.contract.Verdict;
import io.vigia.verdict.Direction;
import io.vigia.verdict.Reason;
import io.vigia.verdict.Severity;
import io.vigia.verdict.Status;

/**
 * Scores as the detector gives them, for tests that store or answer them: what belongs together is said together, so that
 * no test has a score that cannot be.
 */
public final class ScoreBuilder {
    /** {@code name@version} of all that is judged here. */
    public static final String MODEL = "lstm@1.0.0";

    private final String id;
    private final String sensor;
    private final long ts;
    private final double value;
    private Status status = Status.LATE;
    private int remaining = Score.NO_REMAINING;
    private double prediction = Double.NaN;
    private double margin = Double.NaN;
    private double score = Double.NaN;

    private ScoreBuilder(String id, String sensor, long ts, double value) {
        this.id = id;
        this.sensor = sensor;
        this.ts = ts;
        this.value = value;
    }

    /** Of a reading that came too late to be judged, unless more is said; its id is made of sensor and time. */
    public static ScoreBuilder of(String sensor, long ts, double value) {
        return new ScoreBuilder("id-" + sensor + "-" + ts, sensor, ts, value);
    }

    /** The same, of a reading with its id. */
    public static ScoreBuilder of(Reading reading) {
        return new ScoreBuilder(reading.id(), reading.sensor(), reading.ts(), reading.value());
    }

    /** Without a verdict. */
    public ScoreBuilder unjudged(Status status) {
        this.status = status;
        return this;
    }

    /** Without a verdict, for want of so many values. */
    public ScoreBuilder warmingUp(int remaining) {
        this.remaining = remaining;
        return unjudged(Status.WARMING_UP);
    }

    /**
     * With a verdict: an anomaly, the first of an episode, where the value lies further than {@code margin} from the
     * prediction.
     *
     * @param score 0 (as expected) to 1
     */
    public ScoreBuilder judged(double prediction, double margin, double score) {
        this.status = Status.SCORED;
        this.prediction = prediction;
        this.margin = margin;
        this.score = score;
        return this;
    }

    public Score build() {
        double error = Math.abs(value - prediction);
        boolean anomaly = error > margin;
        return new Score(
                id,
                sensor,
                ts,
                value,
                status,
                remaining,
                prediction,
                prediction - margin,
                prediction + margin,
                error,
                score,
                anomaly,
                anomaly,
                anomaly ? direction() : null,
                anomaly ? Severity.HIGH : null,
                anomaly ? Reason.VALUE : null,
                anomaly ? 1.5 : Double.NaN,
                status == Status.SCORED ? MODEL : null);
    }

    /** With the values before it, oldest first. */
    public Verdict verdict(double... window) {
        return new Verdict(build(), window);
    }

    private Direction direction() {
        return value > prediction ? Direction.ABOVE : Direction.BELOW;
    }
}
