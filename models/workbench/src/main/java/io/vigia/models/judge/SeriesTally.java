package io.vigia.models.judge;

/**
 * What came of judging one series by one model.
 *
 * @param series its name
 * @param tally what was counted
 */
public record SeriesTally(String series, Tally tally) {}
