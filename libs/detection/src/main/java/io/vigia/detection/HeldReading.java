package io.vigia.detection;

import io.vigia.verdict.Status;
import org.jspecify.annotations.Nullable;

/** One reading in a batch, with all that the rule needs of the moment of its arrival. Reused from batch to batch. */
final class HeldReading {
    private static final double[] NONE = {};

    private @Nullable SensorState state;
    private @Nullable History history;
    private @Nullable Judgement judgement;
    private double[] window = NONE;
    long ts;
    double value;
    /** How many values the rule had seen before. */
    long place;
    /** Where its window lies in the batch's rows; -1 if nothing is predicted. */
    int row;
    /** What z is made with: z = (value − center) / scale. */
    double center;

    double scale;
    /** Robust mean and deviation of the values before; only until the rule is calibrated. */
    double mean;

    double deviation;
    /** How many values {@code mean} and {@code deviation} are of. */
    long early;
    /** Sum of the values before this one that share the mean of the level with it. */
    double others;
    /** Repeats of this very value right before. */
    int run;

    void take(SensorState sensor, History values, long stamp, double reading, double[] before) {
        state = sensor;
        history = values;
        judgement = null;
        ts = stamp;
        value = reading;
        place = sensor.values - sensor.since;
        window = before;
        row = -1;
    }

    void setAside(long stamp, Status status) {
        state = null;
        judgement = Judgement.setAside(stamp, status);
    }

    void judge(Judgement said) {
        judgement = said;
    }

    /** The sensor's state; null for a reading that was set aside on arrival. */
    @Nullable
    SensorState sensor() {
        return state;
    }

    SensorState state() {
        return present(state);
    }

    History history() {
        return present(history);
    }

    double[] window() {
        return window;
    }

    Judgement judgement() {
        return present(judgement);
    }

    private static <T> T present(@Nullable T field) {
        if (field == null) {
            throw new IllegalStateException("a reading that is not in the batch was asked for");
        }
        return field;
    }

    /** Lets go of everything that belongs to the caller. */
    void release() {
        state = null;
        history = null;
        judgement = null;
        window = NONE;
    }
}
