package io.vigia.models.app;

import io.vigia.contract.Version;
import io.vigia.detection.onnx.BundleException;
import io.vigia.models.WorkbenchException;
import io.vigia.settings.InvalidSettingException;
import io.vigia.terminal.PlainWriter;
import io.vigia.terminal.UsageErrors;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code vigia model}: makes, brings, checks, compares and deploys models. A program of its own, on a class path of its own. */
@Command(
        name = "vigia model",
        mixinStandardHelpOptions = true,
        versionProvider = ModelCommand.BuildVersion.class,
        description = "Trains, imports, checks, compares and deploys models.",
        subcommands = {
            TrainCommand.class,
            TrainDefaultCommand.class,
            ImportCommand.class,
            CheckCommand.class,
            ListCommand.class,
            ShowCommand.class,
            JudgeCommand.class,
            CompareCommand.class,
            DeployCommand.class,
            RollbackCommand.class,
            StatusCommand.class,
            CommandLine.HelpCommand.class
        })
public final class ModelCommand {
    /** What the process ends with when something that a user gave can't be worked with. */
    static final int FAILED = 1;

    private ModelCommand() {}

    /** What {@code --version} prints. */
    static final class BuildVersion implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"vigia model " + Version.BUILD};
        }
    }

    public static void main(String[] arguments) {
        // One language, so that the same order writes the same card everywhere.
        Locale.setDefault(Locale.ROOT);
        var line = commandLine();
        System.exit(line.setOut(PlainWriter.to(line.getOut()))
                .setErr(PlainWriter.to(line.getErr()))
                .execute(arguments));
    }

    /** The command with its error handling: what a user can change is one sentence, anything else is shown whole. */
    static CommandLine commandLine() {
        return new CommandLine(new ModelCommand())
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new UsageErrors())
                .setExecutionExceptionHandler((failure, line, parsed) -> tell(failure, line));
    }

    /** What a user gave and can't be used is told in one sentence; anything else is ours, and shows where it came from. */
    private static int tell(Exception failure, CommandLine line) throws Exception {
        if (failure instanceof WorkbenchException
                || failure instanceof BundleException
                || failure instanceof InvalidSettingException) {
            line.getErr().println("vigia model: " + failure.getMessage());
            line.getErr().flush();
            return FAILED;
        }
        throw failure;
    }
}
