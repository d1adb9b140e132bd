package io.vigia.contract;

import java.util.Map;
import java.util.Set;

/**
 * A topic as Vigía declares it.
 *
 * @param name with the prefix
 * @param partitions its exact count: an existing topic with another one stops the start
 * @param config what is set when it is created; of an existing topic another {@code cleanup.policy} stops the start, and
 *     another {@code retention.ms} is set
 * @param operators names in {@code config} that whoever runs Kafka may have changed since
 */
public record TopicSpec(String name, int partitions, Map<String, String> config, Set<String> operators) {
    public TopicSpec(String name, int partitions, Map<String, String> config) {
        this(name, partitions, config, Set.of());
    }
}
