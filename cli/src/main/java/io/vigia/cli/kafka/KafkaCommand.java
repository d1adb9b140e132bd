package io.vigia.cli.kafka;

import io.vigia.kafka.KafkaSettings;
import io.vigia.terminal.KafkaOption;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that works on Kafka: its options are checked, then Kafka is asked, then the command acts. */
public abstract class KafkaCommand implements Callable<Integer> {
    /** The command line, for its output. */
    @Spec
    @SuppressWarnings("NullAway.Init")
    protected CommandSpec spec;

    /** Where Kafka is. */
    @Mixin
    protected KafkaOption kafkaOption = new KafkaOption();

    /**
     * Refuses invalid options before connecting to Kafka; here, none.
     *
     * @throws ParameterException if one is invalid
     */
    protected void check() {}

    /**
     * Runs the command; returns the exit code.
     *
     * @throws CommandFailedException if it cannot be done
     * @throws org.apache.kafka.common.KafkaException if Kafka fails
     */
    protected abstract int act(KafkaSettings kafka, Admin admin);

    @Override
    public Integer call() {
        check();
        KafkaSettings kafka = kafkaOption.settings();
        QuietLogs.begin();
        try (Admin admin = Offsets.connect(kafka)) {
            return act(kafka, admin);
        }
    }

    /** A usage error. */
    protected final ParameterException refused(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
