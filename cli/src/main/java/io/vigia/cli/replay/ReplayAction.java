package io.vigia.cli.replay;

import io.vigia.cli.kafka.CommandFailedException;
import io.vigia.cli.kafka.KafkaCommand;
import io.vigia.cli.kafka.Offsets;
import io.vigia.cli.kafka.RedisAddress;
import io.vigia.detection.onnx.BundleException;
import io.vigia.kafka.KafkaSettings;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** The base of the replay commands: connection to Kafka and exit code. */
abstract class ReplayAction extends KafkaCommand {
    private static final int CHANGED = 1;
    private static final int FAILED = 3;

    @Override
    public final Integer call() {
        try {
            return super.call();
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
}
