package io.vigia.cli.settings;

import io.vigia.cli.api.ApiException;
import io.vigia.cli.api.SettingsApi;
import io.vigia.contract.InvalidSensorSettingException;
import io.vigia.contract.SensorPattern;
import io.vigia.contract.SensorSettings;
import io.vigia.contract.SettingField;
import io.vigia.terminal.Count;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.YAMLException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigia settings}. */
@Command(
        name = "settings",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Shows and changes the settings of sensors: unit, limits, sensitivity and more. docs/tune.md explains each.",
            "VIGIA_API_KEY is the key to use, if Vigía requires one; changes need the role administer."
        },
        subcommands = {
            SettingsCommand.ListAll.class,
            SettingsCommand.Get.class,
            SettingsCommand.Set_.class,
            SettingsCommand.Delete.class,
            SettingsCommand.Apply.class,
            SettingsCommand.Diff.class
        })
public final class SettingsCommand implements Runnable {
    private static final String ONE_PATTERN = "Sensors, such as boiler-* (in quotation marks) or boiler-7";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "missing command; must be vigia settings list, get, set, delete, apply or diff");
    }

    private static Map<SensorPattern, SensorSettings> plain(Map<SensorPattern, SettingsApi.Stored> stored) {
        Map<SensorPattern, SensorSettings> plain = new LinkedHashMap<>();
        stored.forEach((pattern, one) -> plain.put(pattern, one.settings()));
        return plain;
    }

    /** {@code vigia settings list}. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Prints the settings of all patterns as YAML, which 'apply' and 'diff' take as a file.")
    static final class ListAll extends SettingsCall {
        @Override
        int run(SettingsApi settings, PrintWriter out) {
            out.print(SettingsYaml.write(plain(settings.all())));
            return 0;
        }
    }

    /** {@code vigia settings get}. */
    @Command(name = "get", mixinStandardHelpOptions = true, description = "Prints the settings of a pattern as YAML.")
    static final class Get extends SettingsCall {
        @Parameters(paramLabel = "PATTERN", description = ONE_PATTERN)
        private String pattern = "";

        @Override
        int run(SettingsApi settings, PrintWriter out) {
            SensorPattern sensors = pattern(pattern);
            SettingsApi.Stored stored = settings.of(sensors);
            if (stored == null) {
                throw new ApiException(
                        "there are no settings of " + sensors + "; 'vigia settings list' shows all", null);
            }
            out.print(SettingsYaml.write(Map.of(sensors, stored.settings())));
            return 0;
        }
    }

    /** {@code vigia settings set}. */
    @Command(
            name = "set",
            mixinStandardHelpOptions = true,
            description = {
                "Sets fields of a pattern; its other fields stay as they are.",
                "An empty value removes a field. Example: vigia settings set 'boiler-*' unit=bar limits='{high: 8}' zone="
            })
    static final class Set_ extends SettingsCall {
        /** Values of these are numbers, flags or objects; of all others, text. */
        private static final Set<SettingField> NOT_TEXT = EnumSet.of(
                SettingField.MIN_DEVIATION, SettingField.LIMITS, SettingField.SENSITIVITY, SettingField.MUTED);

        @Parameters(index = "0", paramLabel = "PATTERN", description = ONE_PATTERN)
        private String pattern = "";

        @Parameters(index = "1..*", arity = "1..*", paramLabel = "FIELD=VALUE", description = "Fields to set")
        private List<String> fields = List.of();

        @Override
        int run(SettingsApi settings, PrintWriter out) {
            SensorPattern sensors = pattern(pattern);
            SettingsApi.Stored former = settings.of(sensors);
            Map<String, @Nullable Object> json =
                    new TreeMap<>(former == null ? Map.of() : former.settings().json());
            fields.forEach(field -> put(field, json));
            try {
                SensorSettings wanted = SensorSettings.of(json);
                settings.set(sensors, wanted, former);
                out.print(SettingsYaml.write(Map.of(sensors, wanted)));
                return 0;
            } catch (InvalidSensorSettingException invalid) {
                throw refused(String.valueOf(invalid.getMessage()));
            }
        }

        private void put(String field, Map<String, @Nullable Object> json) {
            int equals = field.indexOf('=');
            if (equals < 1) {
                throw refused("'" + field + "' is not a setting; must be FIELD=VALUE, such as unit=bar");
            }
            String name = field.substring(0, equals);
            String value = field.substring(equals + 1);
            boolean isText = SettingField.of(name).filter(NOT_TEXT::contains).isEmpty();
            json.put(name, value.isEmpty() ? null : isText ? value : yaml(name, value));
            if (SettingField.of(name).isEmpty()) {
                throw refused("'" + name + "' is not a setting; must be one of " + SettingField.names());
            }
        }

        private @Nullable Object yaml(String name, String value) {
            try {
                return SettingsYaml.value(value);
            } catch (YAMLException invalid) {
                throw refused(name + " is '" + value + "'; must be "
                        + SettingField.of(name).map(SettingField::allowed).orElse("valid YAML"));
            }
        }
    }

    /** {@code vigia settings delete}. */
    @Command(name = "delete", mixinStandardHelpOptions = true, description = "Removes all settings of a pattern.")
    static final class Delete extends SettingsCall {
        @Parameters(paramLabel = "PATTERN", description = ONE_PATTERN)
        private String pattern = "";

        @Override
        int run(SettingsApi settings, PrintWriter out) {
            SensorPattern sensors = pattern(pattern);
            settings.delete(sensors);
            out.println("Removed the settings of " + sensors);
            return 0;
        }
    }

    /** {@code vigia settings diff}. */
    @Command(
            name = "diff",
            mixinStandardHelpOptions = true,
            description = {
                "Prints what 'apply' would change, including with --prune; changes nothing.",
                "The exit code is 1 if there is a difference."
            })
    static final class Diff extends SettingsCall {
        @Parameters(paramLabel = "FILE", description = "YAML file with patterns and their settings")
        private Path file = Path.of("");

        @Option(names = "--prune", description = "Also remove the settings of patterns that the file lacks")
        private boolean prune;

        @Override
        int run(SettingsApi settings, PrintWriter out) {
            List<SettingsDifference> differences =
                    SettingsDifference.between(settings.all(), SettingsYaml.read(file), prune);
            differences.forEach(one -> one.lines().forEach(out::println));
            return differences.isEmpty() ? 0 : 1;
        }
    }

    /** {@code vigia settings apply}. */
    @Command(
            name = "apply",
            mixinStandardHelpOptions = true,
            description =
                    "Makes the settings of the patterns in a file those of the file; a second time changes nothing.")
    static final class Apply extends SettingsCall {
        @Parameters(paramLabel = "FILE", description = "YAML file with patterns and their settings")
        private Path file = Path.of("");

        @Option(names = "--prune", description = "Also remove the settings of patterns that the file lacks")
        private boolean prune;

        @Override
        int run(SettingsApi settings, PrintWriter out) {
            List<SettingsDifference> open =
                    new ArrayList<>(SettingsDifference.between(settings.all(), SettingsYaml.read(file), prune));
            int changed = open.size();
            // A field that moves from one pattern to another conflicts until the first has lost it.
            while (open.removeIf(one -> apply(settings, one, out))) {}
            if (!open.isEmpty()) {
                SettingsDifference conflicting = open.get(0);
                settings.set(conflicting.pattern(), Objects.requireNonNull(conflicting.wanted()), conflicting.former());
            }
            out.println(changed == 0 ? "Nothing to change" : "Changed the settings of " + Count.of(changed, "pattern"));
            return 0;
        }

        private static boolean apply(SettingsApi settings, SettingsDifference one, PrintWriter out) {
            SensorSettings wanted = one.wanted();
            if (wanted == null) {
                settings.delete(one.pattern());
            } else if (!settings.replace(one.pattern(), wanted, one.former())) {
                return false;
            }
            one.lines().forEach(out::println);
            return true;
        }
    }
}
