package io.vigia.query.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * How far the records of a topic are worked off.
 *
 * @param topic with its prefix
 * @param pending records that nobody has begun; null while that is not known
 * @param inFlight records that were taken up and whose outcome is not committed; null while that is not known
 * @param processed records whose outcome is committed; null while that is not known
 * @param failed records in the topic's dead letters
 */
public record TopicFlow(
        String topic,
        @Nullable Long pending,
        @Nullable Long inFlight,
        @Nullable Long processed,
        long failed) {}
