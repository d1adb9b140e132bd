package io.vigia.models.app;

import io.vigia.models.TrainDefaultBundle;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code vigia model}: makes, brings, checks and compares models. A program of its own, on a class path of its own. */
@Command(
        name = "vigia model",
        mixinStandardHelpOptions = true,
        description = "Makes, brings, checks and compares models.",
        subcommands = {TrainDefaultBundle.class})
public final class ModelCommand {
    private ModelCommand() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The command as {@link #main} runs it. */
    static CommandLine commandLine() {
        return new CommandLine(new ModelCommand()).setUsageHelpAutoWidth(true);
    }
}
