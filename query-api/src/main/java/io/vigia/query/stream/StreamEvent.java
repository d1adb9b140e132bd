package io.vigia.query.stream;

/**
 * What a listener is told.
 *
 * @param kind {@code score}, {@code deletion} or {@code anomaly}
 * @param id the position behind it, with which a listener goes on
 * @param json as it travels on its topic
 */
public record StreamEvent(String kind, String id, byte[] json) {}
