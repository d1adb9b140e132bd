package io.vigia.cli.replay;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vigia replay}. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Judges recorded readings again, under a topic prefix of their own, and reports which verdicts"
                + " changed. The original topics are only read.",
        subcommands = {RunCommand.class, ContinueCommand.class, ReportCommand.class, DeleteCommand.class})
public final class ReplayCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "a command is missing: vigia replay run, continue, report or delete");
    }
}
