package io.vigia.contract;

import java.util.Map;
import java.util.Set;

/**
 * A topic as Vigía declares it.
 *
 * @param name with the prefix
 * @param partitions its exact number: an existing topic with another number stops the start
 * @param config its configuration when it is created; on an existing topic, another {@code cleanup.policy} stops the start, and
 *     another {@code retention.ms} is changed
 * @param operators names in {@code config} that operators may change
 */
public record TopicSpec(String name, int partitions, Map<String, String> config, Set<String> operators) {
    public TopicSpec(String name, int partitions, Map<String, String> config) {
        this(name, partitions, config, Set.of());
    }
}
