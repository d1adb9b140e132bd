package io.vigia.cli.replay;

import io.vigia.kafka.KafkaSettings;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code vigia replay report}. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Reports again which verdicts a replay changed; nothing is judged.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:no verdict changed", "1:verdicts changed", "2:usage error", "3:the command failed"})
final class ReportCommand extends ReplayAction {
    @Mixin
    private ExistingReplay replay = new ExistingReplay();

    @Mixin
    private ReportOptions reportOptions = new ReportOptions();

    @Override
    protected void check() {
        checkPrefix("PREFIX", replay.prefix);
        reportOptions.check();
    }

    @Override
    protected int act(KafkaSettings kafka, Admin admin) {
        Preparation.Ready ready = replay.find(kafka, admin);
        ReplayReport found;
        try (Source source = ready.source()) {
            found = replay(ready, admin, null).report();
        }
        return end(found, reportOptions, null);
    }
}
