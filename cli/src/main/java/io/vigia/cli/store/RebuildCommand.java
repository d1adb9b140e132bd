package io.vigia.cli.store;

import io.vigia.cli.kafka.KafkaCommand;
import io.vigia.kafka.KafkaSettings;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;

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
final class RebuildCommand extends KafkaCommand {
    @Override
    protected int act(KafkaSettings kafka, Admin admin) {
        new StoreRebuild(kafka, admin, spec.commandLine().getOut()).run();
        return 0;
    }
}
