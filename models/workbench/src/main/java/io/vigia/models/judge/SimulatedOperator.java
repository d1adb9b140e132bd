package io.vigia.models.judge;

import io.vigia.detection.judgement.Judgement;
import io.vigia.detection.tuning.RaisedBounds;
import io.vigia.detection.tuning.RaisedBounds.Raise;
import io.vigia.detection.tuning.Tuning;
import io.vigia.models.series.DetectorRun;
import io.vigia.verdict.Reason;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A person who answers each alarm before the next reading, by the labels of the series: outside all windows it was a false
 * alarm, which raises a bound as in the stream; inside it was a true one, which changes nothing.
 */
final class SimulatedOperator implements DetectorRun.Answer {
    private final BitSet labels;
    private final List<Raise> raises = new ArrayList<>();
    private Tuning tuning = Tuning.NONE;

    SimulatedOperator(LabelledSeries series) {
        labels = series.labels();
    }

    @Override
    public Tuning after(int row, Judgement judgement) {
        Reason reason = judgement.trace().reason();
        double factor = judgement.trace().boundFactor();
        if (judgement.verdict().alarm() && !labels.get(row) && reason != null && factor > 1) {
            raises.removeIf(raise -> !raise.lasts(judgement.ts()));
            raises.add(new Raise(reason, factor, judgement.ts()));
            tuning = Tuning.NONE.withRaised(RaisedBounds.of(raises));
        }
        return tuning;
    }
}
