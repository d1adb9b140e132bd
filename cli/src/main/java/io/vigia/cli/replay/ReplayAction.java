package io.vigia.cli.replay;

import io.vigia.cli.kafka.CommandFailedException;
import io.vigia.cli.kafka.KafkaOption;
import io.vigia.cli.kafka.Offsets;
import io.vigia.cli.kafka.QuietLogs;
import io.vigia.cli.kafka.RedisAddress;
import io.vigia.detection.onnx.BundleException;
import io.vigia.kafka.KafkaSettings;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The base of the replay commands: connection to Kafka and exit code. */
abstract class ReplayAction implements Callable<Integer> {
    private static final int CHANGED = 1;
    private static final int FAILED = 3;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Mixin
    KafkaOption kafkaOption = new KafkaOption();

    /** Refuses invalid options before connecting to Kafka. */
    abstract void check();

    /** Runs the command; returns the exit code. */
    abstract int act(KafkaSettings kafka, Admin admin);

    @Override
    public final Integer call() {
        check();
        KafkaSettings kafka = kafkaOption.settings();
        QuietLogs.begin();
        try (Admin admin = Offsets.connect(kafka)) {
            return act(kafka, admin);
        } catch (CommandFailedException | BundleException | KafkaException | IllegalStateException failed) {
            spec.commandLine().getErr().println("vigia: " + failed.getMessage());
            return FAILED;
        }
    }

    final Replay replay(Preparation.Ready ready, Admin admin, @Nullable RedisAddress redis) {
        return new Replay(
                ready.isolated(), new Offsets(admin), ready.source(), ready.plan(), kafkaOption.variables(), redis);
    }

    /** Shows the report; returns the exit code. */
    final int end(ReplayReport found, ReportOptions options, @Nullable RedisAddress redis) {
        options.show(found, redis, spec.commandLine().getOut());
        return found.changed() == 0 ? 0 : CHANGED;
    }

    final void checkPrefix(String name, String text) {
        boolean valid;
        try {
            valid = KafkaSettings.TOPIC_PREFIX.parser().apply(text).equals(text);
        } catch (IllegalArgumentException notAllowed) {
            valid = false;
        }
        if (!valid) {
            throw refused(name + " is '" + text + "'; it must be " + KafkaSettings.TOPIC_PREFIX.allowed());
        }
    }

    final ParameterException refused(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
