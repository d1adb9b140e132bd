package io.vigia.query.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * The progress in the records of a topic.
 *
 * @param topic with its prefix
 * @param pending records that no consumer has fetched; null while unknown
 * @param inFlight fetched records whose outcome is not committed; null while unknown
 * @param processed records whose outcome is committed; null while unknown
 * @param failed records in the topic's dead letters
 */
public record TopicFlow(
        String topic,
        @Nullable Long pending,
        @Nullable Long inFlight,
        @Nullable Long processed,
        long failed) {}
