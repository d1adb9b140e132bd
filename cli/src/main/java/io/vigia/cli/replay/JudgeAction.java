package io.vigia.cli.replay;

import io.vigia.cli.api.Pause;
import io.vigia.cli.kafka.RedisAddress;
import io.vigia.cli.send.Pace;
import io.vigia.kafka.KafkaSettings;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that scores readings to the end and reports. */
abstract class JudgeAction extends ReplayAction {
    @Option(
            names = "--speed",
            paramLabel = "10x",
            description = "How fast to feed readings: 1x is their original speed (default: as fast as possible)")
    private @Nullable String speed;

    @Option(
            names = "--redis",
            paramLabel = "HOST:PORT",
            converter = RedisAddress.Converter.class,
            description = "Also keep values and verdicts in that Redis, under the replay's prefix")
    private @Nullable RedisAddress redis;

    @Mixin
    private ReportOptions reportOptions = new ReportOptions();

    @Override
    protected void check() {
        pace();
        reportOptions.check();
    }

    /** The replay to run. */
    abstract Preparation.Ready ready(KafkaSettings kafka, Admin admin);

    @Override
    protected final int act(KafkaSettings kafka, Admin admin) {
        Preparation.Ready ready = ready(kafka, admin);
        Thread hint = new Thread(() -> interrupted(ready.isolated().prefix()), "replay-hint");
        Runtime.getRuntime().addShutdownHook(hint);
        ReplayReport found;
        try (Source source = ready.source()) {
            found = replay(ready, admin, redis).run(pace());
        } finally {
            Runtime.getRuntime().removeShutdownHook(hint);
        }
        return end(found, reportOptions, redis);
    }

    private static void interrupted(String prefix) {
        System.err.println();
        System.err.println("Stopped. Continue with 'vigia replay continue " + prefix + "'.");
    }

    private Pace pace() {
        try {
            return new Pace(Pace.factor(speed), Pause.REAL, System::nanoTime);
        } catch (IllegalArgumentException noSpeed) {
            throw refused(String.valueOf(noSpeed.getMessage()));
        }
    }
}
