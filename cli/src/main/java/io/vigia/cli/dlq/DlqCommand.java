package io.vigia.cli.dlq;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vigia dlq}. */
@Command(
        name = "dlq",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description =
                "Handles dead letters: readings that the detector could not read, scores that the store refused, and"
                        + " notifications that a channel did not take.",
        subcommands = {ListCommand.class, ShowCommand.class, CorrectCommand.class, RedriveCommand.class})
public final class DlqCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "missing command; must be vigia dlq list, show, correct or redrive");
    }
}
