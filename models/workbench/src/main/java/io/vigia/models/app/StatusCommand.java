package io.vigia.models.app;

import io.vigia.models.deploy.Deployments;
import io.vigia.models.deploy.StatusTable;
import io.vigia.terminal.KafkaOption;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vigia model status}: which model judges which sensors. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows which model scores which sensors, and the response of each partition's detector.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class StatusCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOption kafka;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        StatusTable.lines(
                        new Deployments(kafka.settings(), Duration.ZERO, answered -> {}).status(),
                        ZoneId.systemDefault())
                .forEach(out::println);
        out.flush();
        return 0;
    }
}
