package io.vigia.cli.settings;

import io.vigia.cli.api.SettingsApi;
import io.vigia.contract.SensorPattern;
import io.vigia.contract.SensorSettings;
import io.vigia.contract.SettingField;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is to be changed for one pattern.
 *
 * @param former what is set; null: nothing
 * @param wanted what is to be set; null: nothing
 */
record SettingsDifference(
        SensorPattern pattern,
        SettingsApi.@Nullable Stored former,
        @Nullable SensorSettings wanted) {
    /**
     * What makes the settings those of a file.
     *
     * @param prune whether patterns that are not in the file lose their settings
     */
    static List<SettingsDifference> between(
            Map<SensorPattern, SettingsApi.Stored> stored, Map<SensorPattern, SensorSettings> file, boolean prune) {
        TreeSet<SensorPattern> patterns = new TreeSet<>(Comparator.comparing(SensorPattern::text));
        patterns.addAll(file.keySet());
        if (prune) {
            patterns.addAll(stored.keySet());
        }
        List<SettingsDifference> differences = new ArrayList<>();
        for (SensorPattern pattern : patterns) {
            SettingsDifference one = new SettingsDifference(pattern, stored.get(pattern), file.get(pattern));
            if (!Objects.equals(one.formerSettings(), one.wanted())) {
                differences.add(one);
            }
        }
        return differences;
    }

    private @Nullable SensorSettings formerSettings() {
        return former == null ? null : former.settings();
    }

    /** One line for each field that changes: {@code -} for what is removed, {@code +} for what is added. */
    List<String> lines() {
        SensorSettings before = former == null ? SensorSettings.NONE : former.settings();
        SensorSettings after = wanted == null ? SensorSettings.NONE : wanted;
        List<String> lines = new ArrayList<>();
        for (SettingField field : SettingField.values()) {
            Object removed = before.json(field);
            Object added = after.json(field);
            if (!Objects.equals(removed, added)) {
                if (removed != null) {
                    lines.add("- " + pattern + " " + field.wire() + ": " + removed);
                }
                if (added != null) {
                    lines.add("+ " + pattern + " " + field.wire() + ": " + added);
                }
            }
        }
        if (lines.isEmpty()) {
            lines.add((wanted == null ? "- " : "+ ") + pattern + " {}");
        }
        return lines;
    }
}
