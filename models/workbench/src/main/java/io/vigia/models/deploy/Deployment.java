package io.vigia.models.deploy;

import io.vigia.contract.ModelOutcome;
import io.vigia.contract.SensorPattern;
import io.vigia.contract.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A change of model, and what became of it.
 *
 * @param sensors whose
 * @param model {@code name@version}; null: back to the default
 * @param outcomes what the partitions answered in time
 */
public record Deployment(SensorPattern sensors, @Nullable String model, SortedMap<Integer, ModelOutcome> outcomes) {
    /** Whether every partition has accepted it. */
    public boolean complete() {
        return accepted() == Topics.PARTITIONS;
    }

    private long accepted() {
        return outcomes.values().stream().filter(ModelOutcome::accepted).count();
    }

    /** Whether partitions have refused it, and none has accepted it. */
    boolean inVain() {
        return !outcomes.isEmpty() && accepted() == 0;
    }

    /** All that is to say, one line each. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        reasons()
                .forEach((reason, partitions) ->
                        lines.add("refused on partitions " + numbers(partitions) + ": " + reason));
        lines.add("sensors " + sensors + ": " + (model == null ? "the default model is active" : model + " is active")
                + " on " + accepted() + " of " + Topics.PARTITIONS + " partitions");
        if (outcomes.size() < Topics.PARTITIONS) {
            lines.add((Topics.PARTITIONS - outcomes.size())
                    + " partitions have not responded: the change is in the readings, and takes effect when a detector"
                    + " reads it; start a detector if none is running, and check 'vigia model status'");
        }
        if (inVain()) {
            lines.add("nothing has changed");
        } else if (!reasons().isEmpty()) {
            lines.add("partitions now differ; undo this with 'vigia model rollback --sensors " + sensors + "'");
        }
        return lines;
    }

    private Map<String, List<Integer>> reasons() {
        return outcomes.values().stream()
                .filter(outcome -> !outcome.accepted())
                .collect(Collectors.groupingBy(
                        outcome -> String.valueOf(outcome.reason()),
                        TreeMap::new,
                        Collectors.mapping(ModelOutcome::partition, Collectors.toList())));
    }

    private static String numbers(Collection<Integer> partitions) {
        return partitions.size() == Topics.PARTITIONS
                ? "0 to " + (Topics.PARTITIONS - 1)
                : partitions.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
