package io.vigia.models.judge;

import io.vigia.detection.judgement.Judgement;
import io.vigia.detection.model.Model;
import io.vigia.models.series.DetectorRun;
import io.vigia.models.series.Series;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What the stream's own detector says of one series, row by row.
 *
 * @param judgements one for each row, none of them late or duplicate
 */
public record StreamRun(List<Judgement> judgements) {
    public StreamRun {
        judgements = List.copyOf(judgements);
    }

    /** Runs the detector over a series, row by row: a repeated timestamp is the next value. */
    public static StreamRun of(Model model, Series series) {
        List<Judgement> judgements = new ArrayList<>(series.length());
        DetectorRun.over(model, series.times(), series.values(), (row, judgement) -> judgements.add(judgement));
        return new StreamRun(judgements);
    }

    /** The same, where people may answer each judgement before the next row. */
    static StreamRun answered(Model model, Series series, DetectorRun.Answer answer) {
        List<Judgement> judgements = new ArrayList<>(series.length());
        DetectorRun.answered(model, series.times(), series.values(), (row, judgement) -> {
            judgements.add(judgement);
            return answer.after(row, judgement);
        });
        return new StreamRun(judgements);
    }

    /** Runs the detector over values that came one a second. */
    public static StreamRun of(Model model, double[] values) {
        long[] times = LongStream.range(0, values.length).map(row -> 1000 * row).toArray();
        return of(model, new Series("", times, values));
    }

    /** The rows at which an episode began. */
    public BitSet alarms() {
        BitSet rows = new BitSet();
        for (int row = 0; row < judgements.size(); row++) {
            rows.set(row, judgements.get(row).verdict().alarm());
        }
        return rows;
    }
}
