package io.vigia.cli.record;

/**
 * The selected offsets of one partition of a readings topic.
 *
 * @param partition its number
 * @param lead offset from which readings are scored, so that windows and rules have their state of {@code from}
 * @param from offset from which verdicts are compared; at least {@code lead}
 * @param to the offset after the last one
 */
public record Span(int partition, long lead, long from, long to) {}
