package io.vigia.cli;

import io.vigia.cli.api.ApiException;
import io.vigia.cli.bench.BenchCommand;
import io.vigia.cli.demo.DemoCommand;
import io.vigia.cli.dlq.DlqCommand;
import io.vigia.cli.incident.IncidentsCommand;
import io.vigia.cli.kafka.CommandFailedException;
import io.vigia.cli.key.KeyCommand;
import io.vigia.cli.monitor.MonitorCommand;
import io.vigia.cli.notify.NotifyCommand;
import io.vigia.cli.record.RecordCommand;
import io.vigia.cli.replay.ReplayCommand;
import io.vigia.cli.send.SendCommand;
import io.vigia.cli.settings.SettingsCommand;
import io.vigia.cli.store.StoreCommand;
import io.vigia.cli.up.UpCommand;
import io.vigia.contract.Version;
import io.vigia.runtime.ServiceLauncher;
import io.vigia.runtime.settings.StartRefusedException;
import io.vigia.settings.InvalidSettingException;
import io.vigia.terminal.PlainWriter;
import io.vigia.terminal.UsageErrors;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code vigia} command. */
@Command(
        name = "vigia",
        mixinStandardHelpOptions = true,
        versionProvider = Vigia.BuildVersion.class,
        description = "Detects anomalies in sensor readings.",
        footer = {"Settings are environment variables; docs/configuration.md lists them."},
        subcommands = {
            UpCommand.class,
            DemoCommand.class,
            SendCommand.class,
            RecordCommand.class,
            ReplayCommand.class,
            StoreCommand.class,
            SettingsCommand.class,
            IncidentsCommand.class,
            NotifyCommand.class,
            DlqCommand.class,
            MonitorCommand.class,
            BenchCommand.class,
            KeyCommand.class,
            LauncherCommands.Model.class,
            LauncherCommands.Test.class,
            ServiceCommands.Ingest.class,
            ServiceCommands.Detector.class,
            ServiceCommands.Query.class,
            ServiceCommands.Notify.class,
            CommandLine.HelpCommand.class
        })
public final class Vigia {
    private Vigia() {}

    public static void main(String[] arguments) {
        CommandLine line = commandLine();
        System.exit(line.setOut(PlainWriter.to(line.getOut()))
                .setErr(PlainWriter.to(line.getErr()))
                .execute(arguments));
    }

    /** What {@code --version} prints. */
    static final class BuildVersion implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"vigia " + Version.BUILD};
        }
    }

    /** The command with its error handling: an error that the user can fix is one sentence, any other has its stack trace. */
    public static CommandLine commandLine() {
        return new CommandLine(new Vigia())
                .setParameterExceptionHandler(new UsageErrors())
                .setExecutionExceptionHandler((failed, commandLine, parsed) -> exitCode(failed, commandLine))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setUsageHelpAutoWidth(true);
    }

    private static int exitCode(Exception failed, CommandLine commandLine) throws Exception {
        if (failed instanceof StartRefusedException || failed instanceof InvalidSettingException) {
            commandLine.getErr().println("vigia: " + failed.getMessage());
            return ServiceLauncher.REFUSED;
        }
        if (failed instanceof ApiException
                || failed instanceof CommandFailedException
                || failed instanceof KafkaException) {
            commandLine.getErr().println("vigia: " + failed.getMessage());
            return 1;
        }
        throw failed;
    }
}
