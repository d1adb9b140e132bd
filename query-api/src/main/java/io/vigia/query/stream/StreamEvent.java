package io.vigia.query.stream;

/**
 * An event of a stream.
 *
 * @param kind {@code score}, {@code deletion}, {@code anomaly} or {@code incident}
 * @param id the position after it, with which a client resumes
 * @param json as it travels on its topic
 */
public record StreamEvent(String kind, String id, byte[] json) {}
