package io.vigia.models.judge;

import io.vigia.detection.model.Model;
import java.util.List;
import java.util.Map;

/** Runs models over a corpus, and hands on what the detector said of each series. */
public final class Judge {
    private final Corpus corpus;
    private final WarmUp warmUp;

    public Judge(Corpus corpus, WarmUp warmUp) {
        this.corpus = corpus;
        this.warmUp = warmUp;
    }

    /**
     * Judges every series.
     *
     * @param name what the report calls the model
     * @param listener is told of each series, right after it was judged; a run is not kept
     */
    public CorpusResult judge(String name, Model model, Listener listener) {
        List<SeriesTally> tallies = corpus.series().stream()
                .map(series -> judge(model, series, listener))
                .toList();
        return new CorpusResult(name, tallies, Map.of());
    }

    private SeriesTally judge(Model model, LabelledSeries series, Listener listener) {
        StreamRun run = StreamRun.of(warmUp.model(model, series), series.series());
        listener.judged(series, run);
        return new SeriesTally(series.name(), Tally.of(series, run.alarms()));
    }

    /** Wants to know what was said of each series. */
    public interface Listener {
        /** Takes the verdicts of one series. */
        void judged(LabelledSeries series, StreamRun run);
    }
}
