package io.vigia.models.judge;

import io.vigia.detection.Judgement;
import io.vigia.detection.Model;
import io.vigia.models.series.DetectorRun;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What the stream's own detector says of one series, row by row.
 *
 * @param judgements one for each row, none of them late or duplicate
 */
public record StreamRun(List<Judgement> judgements) {
    public StreamRun {
        judgements = List.copyOf(judgements);
    }

    /** Runs the detector over a series. The row is the time, so that a repeated timestamp is the next value. */
    public static StreamRun of(Model model, double[] values) {
        List<Judgement> judgements = new ArrayList<>(values.length);
        DetectorRun.over(model, values, (row, judgement) -> judgements.add(judgement));
        return new StreamRun(judgements);
    }

    /** The rows at which an episode began. */
    public BitSet alarms() {
        BitSet rows = new BitSet();
        for (int row = 0; row < judgements.size(); row++) {
            rows.set(row, judgements.get(row).alarm());
        }
        return rows;
    }
}
