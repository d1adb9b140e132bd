package io.vigia.models.series;

import io.vigia.detection.Detector;
import io.vigia.detection.judgement.Judgement;
import io.vigia.detection.model.Model;
import io.vigia.detection.state.FirstValues;
import io.vigia.detection.tuning.Tuning;

/** The stream's own detector over a whole series. */
public final class DetectorRun {
    private static final int BATCH = 256;

    private DetectorRun() {}

    /**
     * Judges the values of one sensor, row by row, in the order of the rows: one with a repeated or earlier timestamp is
     * simply the next value, a millisecond later.
     *
     * @param times epoch milliseconds, one a value
     * @param values finite
     * @param out told of each row, in order
     */
    public static void over(Model model, long[] times, double[] values, RowConsumer out) {
        var detector = new Detector(model, BATCH);
        var state = detector.newState();
        var history = new FirstValues();
        for (int from = 0; from < values.length; from += BATCH) {
            int first = from;
            for (int row = from; row < Math.min(from + BATCH, values.length); row++) {
                detector.add(state, history, times[row], false, values[row]);
            }
            detector.drain((index, judgement) -> out.accept(first + index, judgement));
        }
    }

    /**
     * The same, where people may answer each judgement before the next row.
     *
     * @param answer told of each row, in order
     */
    public static void answered(Model model, long[] times, double[] values, Answer answer) {
        var detector = new Detector(model, 1);
        var state = detector.newState();
        var history = new FirstValues();
        for (int row = 0; row < values.length; row++) {
            int at = row;
            detector.add(state, history, times[row], false, values[row]);
            detector.drain((index, judgement) -> state.tune(answer.after(at, judgement)));
        }
    }

    /** What people do about judgements. */
    public interface Answer {
        /** What is set after the judgement of a row, from 0. */
        Tuning after(int row, Judgement judgement);
    }

    /** Takes what is said of rows. */
    public interface RowConsumer {
        /** Takes the judgement of a row, from 0. */
        void accept(int row, Judgement judgement);
    }
}
