package io.vigia.models.app;

import io.vigia.contract.Topics;
import io.vigia.models.deploy.Deployment;
import io.vigia.models.deploy.Deployments;
import io.vigia.terminal.KafkaOption;
import java.io.PrintWriter;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The detectors that a change is for, and how long they are waited for. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class DetectorsOption {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Mixin
    private KafkaOption kafka;

    @Option(
            names = "--wait",
            defaultValue = "30",
            paramLabel = "SECONDS",
            description = "Seconds to wait for the detectors (default: ${DEFAULT-VALUE})")
    private int seconds;

    Deployments deployments() {
        return new Deployments(kafka.settings(), Duration.ofSeconds(seconds), this::show);
    }

    private void show(int answered) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(answered + " of " + Topics.PARTITIONS + " partitions have responded");
        err.flush();
    }

    /** Prints what became of a change; answers the command's exit code. */
    int tell(Deployment done) {
        PrintWriter out = spec.commandLine().getOut();
        done.lines().forEach(out::println);
        out.flush();
        return done.complete() ? 0 : ModelCommand.FAILED;
    }
}
