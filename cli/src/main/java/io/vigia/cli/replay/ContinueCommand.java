package io.vigia.cli.replay;

import io.vigia.kafka.KafkaSettings;
import java.nio.file.Path;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code vigia replay continue}. */
@Command(
        name = "continue",
        mixinStandardHelpOptions = true,
        description = "Continues a replay that was stopped, and reports which verdicts changed.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:no verdict changed", "1:verdicts changed", "2:usage error", "3:it could not be done"})
final class ContinueCommand extends JudgeAction {
    @Parameters(paramLabel = "PREFIX", index = "0", description = "Prefix of the replay")
    @SuppressWarnings("NullAway.Init")
    private String prefix;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            index = "1",
            description = "The recording, if the replay is one of a recording")
    private @Nullable Path file;

    @Override
    void check() {
        checkPrefix("PREFIX", prefix);
        super.check();
    }

    @Override
    Preparation.Ready ready(KafkaSettings kafka, Admin admin) {
        return new Preparation(Request.ofAll(kafka, file), admin).goOn(prefix);
    }
}
