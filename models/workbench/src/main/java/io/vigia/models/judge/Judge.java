package io.vigia.models.judge;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Scores the alarms of detectors on a corpus. */
public final class Judge {
    private final Corpus corpus;

    public Judge(Corpus corpus) {
        this.corpus = corpus;
    }

    /**
     * Judges every series.
     *
     * @param name what the report calls the detector
     * @param threshold at which it raises its alarms
     * @param alarms the rows of its alarms in a series
     * @param faults injected into each series after it was judged; null for none
     */
    public CorpusResult judge(
            String name, double threshold, Function<LabelledSeries, BitSet> alarms, @Nullable FaultInjection faults) {
        List<SeriesTally> tallies = corpus.series().stream()
                .map(series -> {
                    BitSet rows = alarms.apply(series);
                    if (faults != null) {
                        faults.inject(series, rows);
                    }
                    return new SeriesTally(series.name(), Tally.of(series, rows));
                })
                .toList();
        return new CorpusResult(name, threshold, tallies, faults == null ? Map.of() : faults.counts());
    }
}
