package io.vigia.cli.replay;

import io.vigia.cli.api.Pause;
import io.vigia.cli.kafka.CommandFailedException;
import io.vigia.cli.kafka.KafkaOption;
import io.vigia.cli.kafka.Offsets;
import io.vigia.cli.kafka.QuietLogs;
import io.vigia.cli.kafka.RedisAddress;
import io.vigia.cli.record.SelectionOptions;
import io.vigia.cli.send.Pace;
import io.vigia.cli.terminal.OutputFile;
import io.vigia.detection.onnx.BundleException;
import io.vigia.kafka.KafkaSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigia replay}. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Judges readings again, from their topic or a recording, under a prefix of their own, and says which verdicts"
                    + " changed. Nothing of the original run is touched.",
            "Stopped, it goes on with --continue PREFIX.",
            "--into store is something else: it lets the running sink write Redis anew from the topics."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:no verdict changed, or what else was asked for is done",
            "1:verdicts changed",
            "2:wrong use",
            "3:it could not be done"
        })
public final class ReplayCommand implements Callable<Integer> {
    private static final int CHANGED = 1;
    private static final int FAILED = 3;
    private static final String STORE = "store";
    private static final DateTimeFormatter NOW = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss");

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "A recording made by 'vigia record'; without it the topics are replayed")
    private @Nullable Path file;

    @Mixin
    private KafkaOption kafkaOption = new KafkaOption();

    @Mixin
    private SelectionOptions selectionOptions = new SelectionOptions();

    @Option(
            names = "--into",
            paramLabel = "PREFIX",
            description = "Prefix of the replay's own topics (default: replay-<time>); 'store': rebuild Redis")
    private @Nullable String into;

    @Option(
            names = "--speed",
            paramLabel = "10x",
            description = "Seconds of the original in a second; 1x is its own speed; without it, as fast as it goes")
    private @Nullable String speed;

    @Option(
            names = "--model",
            paramLabel = "BUNDLE",
            description = "Folder of a bundle that judges everything; else the models of the original run do")
    private @Nullable Path model;

    @Option(
            names = "--redis",
            paramLabel = "HOST:PORT",
            converter = RedisAddress.Converter.class,
            description =
                    "Keeps values and verdicts in that Redis too, under the replay's prefix; with --delete: removes"
                            + " them there")
    private @Nullable RedisAddress redis;

    @Option(names = "--continue", paramLabel = "PREFIX", description = "Goes on with a replay that was stopped")
    private @Nullable String continued;

    @Option(names = "--delete", paramLabel = "PREFIX", description = "Removes a replay's topics and group")
    private @Nullable String deleted;

    @Option(
            names = "--report",
            paramLabel = "FILE.html",
            description = "Writes the report there as a page with a drawing")
    private @Nullable Path report;

    @Option(names = "--force", description = "Replaces a report that exists")
    private boolean force;

    @Option(names = "--json", description = "Prints the report as one JSON object")
    private boolean json;

    @Override
    public Integer call() {
        Pace pace = pace();
        KafkaSettings kafka = kafkaOption.settings();
        Request request = request(kafka);
        if (report != null) {
            OutputFile.requireFree(report, force);
        }
        QuietLogs.begin();
        try (Admin admin = Offsets.connect(kafka)) {
            if (deleted != null) {
                return delete(new ReplayTopics(kafka, deleted, admin));
            }
            if (STORE.equals(into)) {
                new StoreRebuild(kafka, admin, spec.commandLine().getOut()).run();
                return 0;
            }
            return replay(request, admin, pace);
        } catch (CommandFailedException | BundleException | KafkaException | IllegalStateException failed) {
            spec.commandLine().getErr().println("vigia: " + failed.getMessage());
            return FAILED;
        }
    }

    private int replay(Request request, Admin admin, Pace pace) {
        Preparation preparation = new Preparation(request, admin);
        Preparation.Ready ready =
                continued == null ? preparation.begin(into == null ? newPrefix() : into) : preparation.goOn(continued);
        Thread hint = new Thread(() -> interrupted(ready.isolated().prefix()), "replay-hint");
        Runtime.getRuntime().addShutdownHook(hint);
        ReplayReport found;
        try (Source source = ready.source()) {
            found = new Replay(
                            ready.isolated(), new Offsets(admin), source, ready.plan(), kafkaOption.variables(), redis)
                    .run(pace);
        } finally {
            Runtime.getRuntime().removeShutdownHook(hint);
        }
        tell(found);
        return found.changed() == 0 ? 0 : CHANGED;
    }

    private Request request(KafkaSettings kafka) {
        if (Stream.of(into, continued, deleted).filter(Objects::nonNull).count() > 1) {
            throw refused("--into, --continue and --delete exclude each other");
        }
        checkPrefix("--into", into);
        checkPrefix("--continue", continued);
        checkPrefix("--delete", deleted);
        if (STORE.equals(into)
                && (file != null || model != null || redis != null || !selectionOptions.isEverything())) {
            throw refused(
                    "--into store lets the sink write all that the topics have into its own Redis; it takes no FILE,"
                            + " --model, --redis, --from, --to and --sensors");
        }
        return new Request(kafka, file, selectionOptions.selection(), model);
    }

    private void tell(ReplayReport found) {
        if (report != null) {
            try {
                OutputFile.write(report, new ReportPage(found).html());
            } catch (IOException failed) {
                throw new CommandFailedException("the report could not be written: " + failed, failed);
            }
        }
        if (json) {
            spec.commandLine().getOut().println(found.json());
        } else {
            found.print(spec.commandLine().getOut());
            spec.commandLine()
                    .getOut()
                    .println("'vigia replay --delete " + found.prefix()
                            + (redis == null
                                    ? "' removes its topics."
                                    : " --redis " + redis + "' removes its topics and keys."));
        }
        spec.commandLine().getOut().flush();
    }

    private int delete(ReplayTopics isolated) {
        if (!isolated.isReplay()) {
            throw new CommandFailedException(
                    "no replay made topics under " + isolated.prefix() + "; nothing was deleted");
        }
        // The topics last: they tell that a replay made the keys.
        if (redis != null) {
            ReplayStore.drop(isolated.kafka(), redis, kafkaOption.variables());
        }
        isolated.delete();
        spec.commandLine()
                .getOut()
                .println("Deleted the topics" + (redis == null ? "" : " and keys") + " of " + isolated.prefix() + ".");
        return 0;
    }

    private static void interrupted(String prefix) {
        System.err.println();
        System.err.println("Stopped; 'vigia replay --continue " + prefix + "' goes on.");
    }

    private Pace pace() {
        try {
            return new Pace(Pace.factor(speed), Pause.REAL, System::nanoTime);
        } catch (IllegalArgumentException noSpeed) {
            throw new ParameterException(spec.commandLine(), String.valueOf(noSpeed.getMessage()), noSpeed);
        }
    }

    private static String newPrefix() {
        return "replay-" + NOW.format(LocalDateTime.now(ZoneId.systemDefault()));
    }

    private void checkPrefix(String option, @Nullable String text) {
        if (text != null && !isPrefix(text)) {
            throw refused(option + " is '" + text + "'; allowed are " + KafkaSettings.TOPIC_PREFIX.allowed());
        }
    }

    private static boolean isPrefix(String text) {
        try {
            return KafkaSettings.TOPIC_PREFIX.parser().apply(text).equals(text);
        } catch (IllegalArgumentException notAllowed) {
            return false;
        }
    }

    private ParameterException refused(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
