package io.vigia.cli.notify;

import io.vigia.cli.kafka.CommandFailedException;
import io.vigia.notifier.app.NotifierSettings;
import io.vigia.notifier.channel.Channels;
import io.vigia.notifier.config.ChannelConfig;
import io.vigia.notifier.config.NotifyConfig;
import io.vigia.notifier.config.NotifyFile;
import io.vigia.notifier.config.NotifyFileException;
import io.vigia.settings.Variables;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vigia notify}. */
@Command(
        name = "notify",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Checks the file of channels and routes of notifications, and tries a channel.",
        subcommands = {CheckCommand.class, TestCommand.class})
public final class NotifyCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "missing command; must be vigia notify check or test");
    }

    /** @throws CommandFailedException if the file is not valid; the message contains no secret */
    static NotifyConfig read(Path file) {
        try {
            NotifyConfig config = NotifyFile.read(file);
            for (ChannelConfig channel : config.channels().values()) {
                // Checks its template.
                channels().of(channel).close();
            }
            return config;
        } catch (NotifyFileException invalid) {
            throw new CommandFailedException(String.valueOf(invalid.getMessage()), invalid);
        }
    }

    static Channels channels() {
        return new Channels(NotifierSettings.from(Variables.process()).url(), "/vigia/notify-test");
    }
}
