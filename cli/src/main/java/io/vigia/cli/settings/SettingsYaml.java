package io.vigia.cli.settings;

import io.vigia.cli.kafka.CommandFailedException;
import io.vigia.contract.InvalidSensorSettingException;
import io.vigia.contract.SensorPattern;
import io.vigia.contract.SensorSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;

/** Settings as YAML: each pattern with its fields. */
final class SettingsYaml {
    private static final String EXAMPLE = "must be patterns with their settings, such as 'boiler-*': {unit: bar}";

    private SettingsYaml() {}

    /** The value of YAML text, such as a number. */
    static @Nullable Object value(String text) {
        return yaml().load(text);
    }

    /**
     * Reads a file.
     *
     * @throws CommandFailedException if it is not readable or not valid; the message names the pattern and the field
     */
    static Map<SensorPattern, SensorSettings> read(Path file) {
        try {
            Object content = yaml().load(Files.readString(file));
            if (content == null) {
                return Map.of();
            }
            if (!(content instanceof Map<?, ?> patterns)) {
                throw new CommandFailedException(file + " is not valid; " + EXAMPLE, null);
            }
            Map<SensorPattern, SensorSettings> all = new TreeMap<>(Comparator.comparing(SensorPattern::text));
            patterns.forEach((pattern, fields) -> all.put(pattern(file, pattern), settings(file, pattern, fields)));
            return all;
        } catch (IOException unreadable) {
            throw new CommandFailedException(file + " could not be read: " + unreadable, unreadable);
        } catch (YAMLException notYaml) {
            throw new CommandFailedException(file + " is not valid YAML: " + notYaml.getMessage(), notYaml);
        }
    }

    private static SensorPattern pattern(Path file, Object text) {
        try {
            SensorPattern pattern = new SensorPattern(text.toString());
            if (pattern.isDefault()) {
                throw new IllegalArgumentException("sensors is ''; must be " + SensorPattern.ALLOWED);
            }
            return pattern;
        } catch (IllegalArgumentException invalid) {
            throw new CommandFailedException(file + ": " + invalid.getMessage(), invalid);
        }
    }

    private static SensorSettings settings(Path file, Object pattern, @Nullable Object fields) {
        if (!(fields instanceof Map<?, ?> json)) {
            throw new CommandFailedException(file + ": " + pattern + " is " + fields + "; " + EXAMPLE, null);
        }
        try {
            return SensorSettings.of(json);
        } catch (InvalidSensorSettingException invalid) {
            throw new CommandFailedException(file + ": " + pattern + ": " + invalid.getMessage(), invalid);
        }
    }

    /** All settings in the form that {@link #read} reads; empty if there are none. */
    static String write(Map<SensorPattern, SensorSettings> all) {
        Map<String, Object> patterns = new LinkedHashMap<>();
        all.forEach((pattern, settings) -> patterns.put(pattern.text(), settings.json()));
        return patterns.isEmpty() ? "" : yaml().dump(patterns);
    }

    private static Yaml yaml() {
        LoaderOptions read = new LoaderOptions();
        read.setAllowDuplicateKeys(false);
        DumperOptions written = new DumperOptions();
        written.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        written.setAllowUnicode(true);
        return new Yaml(new SafeConstructor(read), new Representer(written), written, read);
    }
}
