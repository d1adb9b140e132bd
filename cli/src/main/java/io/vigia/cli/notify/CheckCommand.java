package io.vigia.cli.notify;

import io.vigia.notifier.config.ChannelConfig;
import io.vigia.notifier.config.NotifyConfig;
import io.vigia.notifier.config.Route;
import io.vigia.notifier.config.WeekHours;
import io.vigia.terminal.Columns;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigia notify check}. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Checks a notification file, and lists its channels and routes.",
            "It calls nobody: whether a channel can be reached is tried by 'vigia notify test'."
        })
final class CheckCommand implements Runnable {
    /** A terminal breaks longer lines itself. */
    private static final int WIDTH = 1_000;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "YAML file of channels and routes")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Override
    public void run() {
        NotifyConfig config = NotifyCommand.read(file);
        PrintWriter out = spec.commandLine().getOut();
        Columns channels = new Columns(WIDTH).row("CHANNEL", "TYPE", "HOST", "LANGUAGE");
        for (ChannelConfig channel : config.channels().values()) {
            channels.row(
                    channel.common().name(),
                    channel.type(),
                    channel.host(),
                    channel.common().language().name().toLowerCase(Locale.ROOT));
        }
        channels.lines().forEach(out::println);
        out.println();
        Columns routes = new Columns(WIDTH).row("SENSORS", "SEVERITY", "HOURS", "CHANNELS");
        for (Route route : config.routes()) {
            routes.row(
                    route.sensors().text(),
                    route.severity().wire() + " or more",
                    hours(route),
                    route.channels().isEmpty() ? "nobody" : String.join(", ", route.channels()));
        }
        routes.lines().forEach(out::println);
        out.println();
        out.println(file + " is valid; no channel was called");
        out.flush();
    }

    private static String hours(Route route) {
        return route.hours().isEmpty()
                ? "always"
                : route.hours().stream().map(WeekHours::toString).collect(Collectors.joining("; ")) + " "
                        + route.zone();
    }
}
