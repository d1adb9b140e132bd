package io.vigia.contract.kafka;

import java.util.Map;

/**
 * A topic as Vigía declares it.
 *
 * @param name with the prefix
 * @param partitions its exact count: an existing topic with another one stops the start
 * @param config what is set when it is created
 */
public record TopicSpec(String name, int partitions, Map<String, String> config) {}
