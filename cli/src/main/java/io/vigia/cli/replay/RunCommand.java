package io.vigia.cli.replay;

import io.vigia.cli.record.SelectionOptions;
import io.vigia.kafka.KafkaSettings;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigia replay run}. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Starts a replay of the topics or of a recording, and reports which verdicts changed.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:no verdict changed", "1:verdicts changed", "2:usage error", "3:the command failed"})
final class RunCommand extends JudgeAction {
    private static final DateTimeFormatter NOW = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss");

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "A recording made by 'vigia record' (default: the topics)")
    private @Nullable Path file;

    @Mixin
    private SelectionOptions selectionOptions = new SelectionOptions();

    @Option(
            names = "--into",
            paramLabel = "PREFIX",
            description = "Prefix of the replay's own topics (default: replay-<time>)")
    private @Nullable String into;

    @Option(
            names = "--model",
            paramLabel = "BUNDLE",
            description = "Folder of a bundle that judges all readings (default: the models of the original run)")
    private @Nullable Path model;

    @Override
    protected void check() {
        if (into != null) {
            checkPrefix("--into", into);
        }
        selectionOptions.selection();
        super.check();
    }

    @Override
    Preparation.Ready ready(KafkaSettings kafka, Admin admin) {
        Request request = new Request(kafka, file, selectionOptions.selection(), model);
        return new Preparation(request, admin).begin(into == null ? newPrefix() : into);
    }

    private static String newPrefix() {
        return "replay-" + NOW.format(LocalDateTime.now(ZoneId.systemDefault()));
    }
}
