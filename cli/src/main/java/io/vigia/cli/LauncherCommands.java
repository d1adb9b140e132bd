package io.vigia.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Commands that the launcher runs by other programs. They are here for {@code --help} and for suggestions. */
final class LauncherCommands {
    private LauncherCommands() {}

    /** {@code vigia model}. */
    @Command(
            name = "model",
            description = "Trains, imports, judges, deploys and rolls back models ('vigia model --help')")
    static final class Model extends ByLauncher {}

    /** {@code vigia test}. */
    @Command(name = "test", description = "Runs the tests of a checkout ('vigia test --help')")
    static final class Test extends ByLauncher {}

    private abstract static class ByLauncher implements Runnable {
        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Unmatched
        @SuppressWarnings("unused") // picocli sets it
        private String[] arguments = {};

        @Override
        public void run() {
            throw new ParameterException(
                    spec.commandLine(),
                    "'" + spec.name() + "' is not in this program; start it with the script: ./vigia " + spec.name());
        }
    }
}
