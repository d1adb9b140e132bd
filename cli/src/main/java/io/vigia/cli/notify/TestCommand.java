package io.vigia.cli.notify;

import io.vigia.cli.kafka.CommandFailedException;
import io.vigia.notifier.app.NotifierSettings;
import io.vigia.notifier.channel.Channel;
import io.vigia.notifier.channel.DeliveryException;
import io.vigia.notifier.config.ChannelConfig;
import io.vigia.notifier.config.NotifyConfig;
import io.vigia.notifier.message.SampleNotice;
import io.vigia.settings.Variables;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigia notify test}. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description = {
            "Sends a message to a channel, once, which says that it is a test.",
            "An Alertmanager gets an alert that has already ended."
        })
final class TestCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "CHANNEL", description = "Name of a channel in the file")
    private String name = "";

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "YAML file of channels and routes (default: VIGIA_NOTIFY_FILE)")
    private @Nullable Path file;

    @Override
    public void run() {
        Path used = file == null ? NotifierSettings.from(Variables.process()).file() : file;
        if (used == null) {
            throw new ParameterException(spec.commandLine(), "no file is given; use --file, or set VIGIA_NOTIFY_FILE");
        }
        NotifyConfig config = NotifyCommand.read(used);
        ChannelConfig channel = config.channels().get(name);
        if (channel == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "there is no channel '" + name + "' in " + used + "; must be one of "
                            + String.join(", ", config.channels().keySet()));
        }
        try (Channel opened = NotifyCommand.channels().of(channel)) {
            opened.send(List.of(SampleNotice.at(Clock.systemUTC().millis())));
        } catch (DeliveryException failed) {
            throw new CommandFailedException(name + " did not take the test message: " + failed.getMessage(), failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("interrupted", stopped);
        }
        spec.commandLine().getOut().println(name + " took the test message");
        spec.commandLine().getOut().flush();
    }
}
