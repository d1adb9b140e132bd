package io.vigia.models.series;

import io.vigia.detection.judgement.Judgement;
import io.vigia.detection.model.Model;
import io.vigia.verdict.Status;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * A series with what the stream's own detector says of each row. Numbers that do not apply are {@code NaN}.
 *
 * @param series the values
 * @param prediction in the sensor's unit
 * @param lower lower end of the band; NaN where no low value would be an anomaly
 * @param upper upper end of the band; NaN where no high value would be an anomaly
 * @param score 0 to 1
 * @param anomalies rows that are anomalies
 * @param alarms rows at which an episode begins
 * @param provisional rows that were judged before the rule was calibrated
 */
@SuppressWarnings("ArrayRecordComponent") // columns of up to millions of rows
public record JudgedSeries(
        Series series,
        double[] prediction,
        double[] lower,
        double[] upper,
        double[] score,
        BitSet anomalies,
        BitSet alarms,
        BitSet provisional) {
    private JudgedSeries(Series series) {
        this(
                series,
                new double[series.length()],
                new double[series.length()],
                new double[series.length()],
                new double[series.length()],
                new BitSet(),
                new BitSet(),
                new BitSet());
    }

    /** Runs the detector over a series, row by row: a repeated or earlier time is simply the next value. */
    public static JudgedSeries of(Model model, Series series) {
        var judged = new JudgedSeries(series);
        DetectorRun.over(model, series.times(), series.values(), judged::take);
        return judged;
    }

    /** A series with judgements that are there already, one a row. */
    public static JudgedSeries of(Series series, List<Judgement> judgements) {
        var judged = new JudgedSeries(series);
        for (int row = 0; row < series.length(); row++) {
            judged.take(row, judgements.get(row));
        }
        return judged;
    }

    private void take(int row, Judgement said) {
        Judgement.Verdict verdict = said.verdict();
        prediction[row] = verdict.prediction();
        lower[row] = verdict.lower();
        upper[row] = verdict.upper();
        score[row] = verdict.score();
        anomalies.set(row, verdict.anomaly());
        alarms.set(row, verdict.alarm());
        provisional.set(row, said.status() == Status.PROVISIONAL);
    }

    public int length() {
        return series.length();
    }

    /** The rows from {@code from} to {@code to} (exclusive), copied. */
    public JudgedSeries slice(int from, int to) {
        return new JudgedSeries(
                series.slice(from, to),
                Arrays.copyOfRange(prediction, from, to),
                Arrays.copyOfRange(lower, from, to),
                Arrays.copyOfRange(upper, from, to),
                Arrays.copyOfRange(score, from, to),
                anomalies.get(from, to),
                alarms.get(from, to),
                provisional.get(from, to));
    }

    /** The row with the highest score among the anomalies; -1 if there is no anomaly. */
    public int worst() {
        return anomalies.stream()
                .boxed()
                .max((one, other) -> Double.compare(score[one], score[other]))
                .orElse(-1);
    }
}
