package io.vigia.cli.replay;

import io.vigia.kafka.KafkaSettings;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code vigia replay continue}. */
@Command(
        name = "continue",
        mixinStandardHelpOptions = true,
        description = "Continues a replay that was stopped, and reports which verdicts changed.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:no verdict changed", "1:verdicts changed", "2:usage error", "3:the command failed"})
final class ContinueCommand extends JudgeAction {
    @Mixin
    private ExistingReplay replay = new ExistingReplay();

    @Override
    protected void check() {
        checkPrefix("PREFIX", replay.prefix);
        super.check();
    }

    @Override
    Preparation.Ready ready(KafkaSettings kafka, Admin admin) {
        return replay.find(kafka, admin);
    }
}
