package io.vigia.cli.key;

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
        description = "Makes API keys.",
        subcommands = KeyCommand.New.class)
public final class KeyCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say which: vigia key new");
    }

    /** {@code vigia key new}. */
    @Command(
            name = "new",
            mixinStandardHelpOptions = true,
            description = {
                "Makes an API key and shows it, this once, on standard error: it is for its holder.",
                "On standard output is its line for the file that VIGIA_AUTH_KEYS_FILE names, so that '>> keys' adds it;"
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
                description = "send, read or administer (which includes both); several with commas between")
        private List<String> roles = List.of();

        @Option(names = "--name", required = true, description = "Whose key it is: letters, digits and . _ -")
        private String name = "";

        @Override
        public void run() {
            if (!NewKey.isName(name)) {
                throw new ParameterException(
                        spec.commandLine(), "--name is '" + name + "'; allowed is " + NewKey.NAMES);
            }
            Set<Role> chosen = EnumSet.noneOf(Role.class);
            roles.forEach(word -> chosen.add(role(word)));
            NewKey key = NewKey.random(new SecureRandom());
            spec.commandLine().getErr().println(key.key());
            spec.commandLine().getOut().println(key.line(chosen, name));
        }

        private Role role(String word) {
            return Role.of(word)
                    .orElseThrow(() -> new ParameterException(
                            spec.commandLine(),
                            "--role is '" + word + "'; allowed is send, read or administer, with commas between"));
        }
    }
}
