package io.vigia.cli.replay;

import io.vigia.cli.kafka.Offsets;
import io.vigia.kafka.KafkaSettings;
import java.nio.file.Path;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code vigia replay report}. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Reports again which verdicts a replay changed; nothing is judged.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:no verdict changed", "1:verdicts changed", "2:usage error", "3:it could not be done"})
final class ReportCommand extends ReplayAction {
    @Parameters(paramLabel = "PREFIX", index = "0", description = "Prefix of the replay")
    @SuppressWarnings("NullAway.Init")
    private String prefix;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            index = "1",
            description = "The recording, if the replay is one of a recording")
    private @Nullable Path file;

    @Mixin
    private ReportOptions reportOptions = new ReportOptions();

    @Override
    void check() {
        checkPrefix("PREFIX", prefix);
        reportOptions.check();
    }

    @Override
    int act(KafkaSettings kafka, Admin admin) {
        Preparation.Ready ready = new Preparation(Request.ofAll(kafka, file), admin).goOn(prefix);
        ReplayReport found;
        try (Source source = ready.source()) {
            found = new Replay(
                            ready.isolated(), new Offsets(admin), source, ready.plan(), kafkaOption.variables(), null)
                    .report();
        }
        reportOptions.show(
                found,
                "'vigia replay delete " + prefix + "' deletes its topics.",
                spec.commandLine().getOut());
        return found.changed() == 0 ? 0 : CHANGED;
    }
}
