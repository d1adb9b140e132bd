package io.vigia.cli.key;

import io.vigia.contract.SensorPattern;
import io.vigia.runtime.access.NewKey;
import io.vigia.runtime.access.Role;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vigia key}. */
@Command(
        name = "key",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Creates API keys.",
        subcommands = KeyCommand.New.class)
public final class KeyCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "missing command; must be vigia key new");
    }

    /** {@code vigia key new}. */
    @Command(
            name = "new",
            mixinStandardHelpOptions = true,
            description = {
                "Creates an API key and prints it once, on standard error, for its holder.",
                "Standard output gets its line for the file that VIGIA_AUTH_KEYS_FILE names, so that '>> keys' adds it;"
                        + " it takes effect within seconds."
            })
    static final class New implements Runnable {
        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Option(
                names = "--role",
                required = true,
                split = ",",
                paramLabel = "ROLE",
                description =
                        "send, read, operate (act on incidents) or administer (which includes all), comma-separated")
        private List<String> roles = List.of();

        @Option(
                names = "--sensors",
                split = ",",
                paramLabel = "PATTERN",
                description = "The sensors that the key is for, comma-separated, such as 'boiler-*'; default: all")
        private List<String> sensors = List.of();

        @Option(names = "--name", required = true, description = "Name of the holder: letters, digits and . _ -")
        private String name = "";

        @Override
        public void run() {
            if (!NewKey.isName(name)) {
                throw new ParameterException(spec.commandLine(), "--name is '" + name + "'; must be " + NewKey.NAMES);
            }
            Set<Role> chosen = EnumSet.noneOf(Role.class);
            roles.forEach(word -> chosen.add(role(word)));
            NewKey key = NewKey.random(new SecureRandom());
            spec.commandLine().getErr().println(key.key());
            spec.commandLine().getOut().println(key.line(chosen, patterns(), name));
        }

        private List<SensorPattern> patterns() {
            return sensors.stream().map(this::pattern).toList();
        }

        private SensorPattern pattern(String text) {
            try {
                if (!text.isEmpty()) {
                    return new SensorPattern(text);
                }
            } catch (IllegalArgumentException noPattern) {
                // Refused below, as an empty one is.
            }
            throw new ParameterException(
                    spec.commandLine(),
                    "--sensors is '" + text + "'; must be " + SensorPattern.ALLOWED + ", comma-separated");
        }

        private Role role(String word) {
            return Role.of(word)
                    .orElseThrow(() -> new ParameterException(
                            spec.commandLine(),
                            "--role is '" + word + "'; must be " + Role.words() + ", comma-separated"));
        }
    }
}
