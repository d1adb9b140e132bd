package io.vigia.contract;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings of all patterns, in which those of a sensor are found by the prefixes of its id: the number of patterns hardly
 * matters. Not thread-safe.
 */
public final class SettingsIndex {
    private final Map<SensorPattern, SensorSettings> all = new HashMap<>();
    /** By the length of the literal prefix, the longest first, and by that prefix. */
    private final TreeMap<Integer, Map<String, List<SensorPattern>>> byPrefix =
            new TreeMap<>(Comparator.reverseOrder());
    /** Most sensors match the same few patterns. */
    private final Map<List<SensorPattern>, EffectiveSettings> merged = new HashMap<>();

    /** Whether no pattern has settings. */
    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** Replaces the settings of a pattern. */
    public void put(SensorPattern pattern, SensorSettings settings) {
        merged.clear();
        if (all.put(pattern, settings) == null) {
            String prefix = pattern.prefix();
            List<SensorPattern> same = byPrefix.computeIfAbsent(prefix.length(), length -> new HashMap<>())
                    .computeIfAbsent(prefix, text -> new ArrayList<>());
            same.add(pattern);
            same.sort(SensorPattern.RANK);
        }
    }

    /** Removes the settings of a pattern, if there are any. */
    public void remove(SensorPattern pattern) {
        merged.clear();
        if (all.remove(pattern) != null) {
            byPrefix.values().forEach(sameLength -> {
                sameLength.values().forEach(same -> same.remove(pattern));
                sameLength.values().removeIf(List::isEmpty);
            });
            byPrefix.values().removeIf(Map::isEmpty);
        }
    }

    /** What applies to a sensor. */
    public EffectiveSettings of(String sensor) {
        if (all.isEmpty()) {
            return EffectiveSettings.NONE;
        }
        List<SensorPattern> matching = matching(sensor);
        return matching.isEmpty()
                ? EffectiveSettings.NONE
                : merged.computeIfAbsent(matching, patterns -> EffectiveSettings.merge(patterns, all));
    }

    private List<SensorPattern> matching(String sensor) {
        List<SensorPattern> matching = new ArrayList<>();
        for (Map.Entry<Integer, Map<String, List<SensorPattern>>> same :
                byPrefix.tailMap(sensor.length()).entrySet()) {
            List<SensorPattern> candidates = same.getValue().get(sensor.substring(0, same.getKey()));
            if (candidates != null) {
                candidates.stream().filter(pattern -> pattern.matches(sensor)).forEach(matching::add);
            }
        }
        return matching;
    }
}
