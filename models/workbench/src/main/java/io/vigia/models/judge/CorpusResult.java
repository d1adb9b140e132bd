package io.vigia.models.judge;

import java.util.List;
import java.util.Map;

/**
 * What came of judging a corpus by one detector.
 *
 * @param detector what the report calls it
 * @param threshold at which it raised its alarms
 * @param series one for each series of the corpus, in its order
 * @param faults how many injected faults were found, by kind; empty if none were injected
 */
public record CorpusResult(
        String detector, double threshold, List<SeriesTally> series, Map<FaultKind, FaultInjection.Count> faults) {
    public CorpusResult {
        series = List.copyOf(series);
        faults = Map.copyOf(faults);
    }

    /** All series together. */
    public Tally total() {
        return Tally.sum(series.stream().map(SeriesTally::tally).toList());
    }
}
