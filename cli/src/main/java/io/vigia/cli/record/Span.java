package io.vigia.cli.record;

/**
 * What is taken of one partition of a readings topic.
 *
 * @param partition its number
 * @param lead offset from which readings are fed, so that windows and rules are as they were at {@code from}
 * @param from offset from which verdicts count; at least {@code lead}
 * @param to the offset after the last one
 */
public record Span(int partition, long lead, long from, long to) {}
