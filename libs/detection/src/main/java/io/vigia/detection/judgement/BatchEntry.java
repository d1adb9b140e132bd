package io.vigia.detection.judgement;

import io.vigia.detection.state.History;
import io.vigia.detection.state.SensorState;
import io.vigia.detection.tuning.Tuning;
import io.vigia.verdict.Direction;
import io.vigia.verdict.Reason;
import io.vigia.verdict.Severity;
import io.vigia.verdict.Status;
import org.jspecify.annotations.Nullable;

/**
 * One reading in a batch, with all that the rule needs of the moment of its arrival, which the rule notes here. Reused
 * from batch to batch.
 */
public final class BatchEntry {
    private static final double[] NONE = {};

    private @Nullable SensorState state;
    private @Nullable History history;
    private @Nullable Judgement judgement;
    private double[] window = NONE;
    /** Epoch milliseconds. */
    public long ts;
    /** In the sensor's unit. */
    public double value;
    /** False if the rule may learn nothing from it. */
    public boolean learns;
    /** How many values the rule had seen before. */
    public long place;
    /** Where its window lies in the batch's rows; -1 if nothing is predicted. */
    public int row;
    /** What z is made with: z = (value − center) / scale. */
    public double center;

    public double scale;
    /** Robust mean and deviation of the values before; only until the rule is calibrated. */
    public double mean;

    public double deviation;
    /** How many values {@code mean} and {@code deviation} are of. */
    public long early;
    /** Sum of the values before this one that share the mean of the level with it. */
    public double others;
    /** Repeats of this very value right before. */
    public int run;

    /** Whether it is the first anomaly of an episode, and what the rule holds after it; of a reading without a prediction. */
    public boolean opens;

    public Episode episode = Episode.NONE;

    /** Becomes a reading that waits for its judgement; {@code before} are the values of its window. */
    public void take(SensorState sensor, History values, long stamp, double reading, boolean learned, double[] before) {
        state = sensor;
        history = values;
        judgement = null;
        ts = stamp;
        value = reading;
        learns = learned;
        place = sensor.place();
        window = before;
        row = -1;
        opens = false;
        episode = Episode.NONE;
    }

    /** Becomes a reading that is not judged, and why. */
    public void setAside(long stamp, Status status) {
        state = null;
        judgement = Judgement.setAside(stamp, status);
    }

    /** What a rule says of it. */
    public Judgement judged(Status status, Judgement.Verdict verdict, Judgement.Trace trace) {
        return new Judgement(ts, status, -1, window, verdict, trace);
    }

    /** What is said of it if it is outside the limits and nothing is predicted: the nearest limit is. */
    public Judgement beyondLimits() {
        Tuning tuning = tuning();
        double limit = tuning.withinLimits(value);
        Judgement.Verdict verdict = new Judgement.Verdict(
                limit,
                tuning.limitedLower(Double.NaN),
                tuning.limitedUpper(Double.NaN),
                Math.min(Double.MAX_VALUE, Math.abs(value - limit)),
                1,
                opens,
                episode,
                Direction.of(value, limit),
                Severity.CRITICAL);
        return judged(Status.PROVISIONAL, verdict, Judgement.Trace.unscored(Double.NaN, Double.NaN, Reason.LIMIT));
    }

    /** On which side it is wrong: of the limit that it is beyond, else of its prediction. */
    public Direction direction(double prediction, boolean beyond) {
        return Direction.of(value, beyond ? tuning().withinLimits(value) : prediction);
    }

    /** How grave it is: beyond a limit critical, else by the ratio of its score to the bound. */
    public static Severity severity(double ratio, boolean beyond) {
        return beyond ? Severity.CRITICAL : Severity.of(ratio);
    }

    /** What is set for its sensor. */
    public Tuning tuning() {
        return state().tuning();
    }

    /** Keeps what was said of it. */
    public void judge(Judgement said) {
        judgement = said;
    }

    /** The sensor's state; null for a reading that was set aside on arrival. */
    public @Nullable SensorState sensor() {
        return state;
    }

    /** The state of the sensor of a reading that was not set aside. */
    public SensorState state() {
        return present(state);
    }

    /** The first values of its sensor. */
    public History history() {
        return present(history);
    }

    /** The values before it, oldest first, as many as a prediction needs, if there were so many. */
    public double[] window() {
        return window;
    }

    /** What was said of it. */
    public Judgement judgement() {
        return present(judgement);
    }

    private static <T> T present(@Nullable T field) {
        if (field == null) {
            throw new IllegalStateException("a reading that is not in the batch was asked for");
        }
        return field;
    }

    /** Lets go of everything that belongs to the caller. */
    public void release() {
        state = null;
        history = null;
        judgement = null;
        window = NONE;
    }
}
