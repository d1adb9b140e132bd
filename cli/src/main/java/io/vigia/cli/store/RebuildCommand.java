package io.vigia.cli.store;

import io.vigia.cli.kafka.CommandFailedException;
import io.vigia.cli.kafka.KafkaOption;
import io.vigia.cli.kafka.Offsets;
import io.vigia.cli.kafka.QuietLogs;
import io.vigia.kafka.KafkaSettings;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vigia store rebuild}. */
@Command(
        name = "rebuild",
        mixinStandardHelpOptions = true,
        description = {
            "Lets the running sink write the store again from the topics of scores and anomalies, for example after Redis"
                    + " lost its data.",
            "It sets the offsets of the sink's group back to the beginning, and returns when the sink has caught up."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:the store is complete", "1:it could not be done", "2:usage error"})
final class RebuildCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private KafkaOption kafkaOption = new KafkaOption();

    @Override
    public Integer call() {
        KafkaSettings kafka = kafkaOption.settings();
        QuietLogs.begin();
        try (Admin admin = Offsets.connect(kafka)) {
            new StoreRebuild(kafka, admin, spec.commandLine().getOut()).run();
            return 0;
        } catch (CommandFailedException | KafkaException | IllegalStateException failed) {
            spec.commandLine().getErr().println("vigia: " + failed.getMessage());
            return 1;
        }
    }
}
