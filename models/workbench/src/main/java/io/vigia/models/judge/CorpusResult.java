package io.vigia.models.judge;

import java.util.List;

/**
 * What came of judging a corpus by one model.
 *
 * @param model what the report calls it
 * @param series one for each series of the corpus, in its order
 */
public record CorpusResult(String model, List<SeriesTally> series) {
    public CorpusResult {
        series = List.copyOf(series);
    }

    /** All series together. */
    public Tally total() {
        return Tally.sum(series.stream().map(SeriesTally::tally).toList());
    }
}
