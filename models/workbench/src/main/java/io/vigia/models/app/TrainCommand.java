package io.vigia.models.app;

import io.vigia.csv.SensorName;
import io.vigia.models.BundleFolder;
import io.vigia.models.TrainingPlan;
import io.vigia.models.WorkbenchException;
import io.vigia.models.series.Series;
import io.vigia.models.series.SeriesCsv;
import io.vigia.models.series.TopicLabels;
import io.vigia.models.series.TopicSeries;
import io.vigia.models.train.RuleKind;
import io.vigia.models.train.TrainedBundle;
import io.vigia.models.train.Training;
import io.vigia.models.train.TrainingHistory;
import io.vigia.models.train.TrainingOrder;
import io.vigia.terminal.KafkaOption;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigia model train}: a bundle from a user's own history. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = {
            "Trains an LSTM on a history and writes a bundle. Of each sensor, the oldest 70 %% are for training, the next 15 %% for validation, and the newest 15 %% for the test.",
            "Reports how the LSTM compares with «the same as the last value»."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class TrainCommand implements Callable<Integer> {
    private static final int BATCH = 128;
    private static final float LEARNING_RATE = 2e-3f;

    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Source source;

    /** Where the history is. */
    static final class Source {
        @Parameters(
                paramLabel = "DATA.csv",
                description = "File with timestamp,value or timestamp,sensor,value, as for 'vigia send'")
        private @Nullable Path file;

        @Option(
                names = "--from-topic",
                description = "Train on the readings in Kafka, up to now, without anomalies that people have confirmed")
        @SuppressWarnings("unused") // picocli sets it
        private boolean topic;
    }

    @Mixin
    private KafkaOption kafka;

    @Option(names = "--sensor", paramLabel = "ID", description = "Train on this sensor; repeat for more (default: all)")
    private final Set<String> sensors = new LinkedHashSet<>();

    @Option(
            names = "--epochs",
            defaultValue = "30",
            description = "Maximum number of passes over the windows (default: ${DEFAULT-VALUE})")
    private int epochs;

    @Option(
            names = "--patience",
            defaultValue = "5",
            description = "Stop after this many epochs without a better validation error (default: ${DEFAULT-VALUE})")
    private int patience;

    @Option(names = "--units", defaultValue = "32", description = "Units of the LSTM (default: ${DEFAULT-VALUE})")
    private int units;

    @Option(
            names = "--window",
            defaultValue = "10",
            description = "Number of values used for one prediction (default: ${DEFAULT-VALUE})")
    private int window;

    @Option(
            names = "--windows",
            defaultValue = "100000",
            description = "Maximum number of windows of each part, evenly spaced (default: ${DEFAULT-VALUE})")
    private int windows;

    @Option(names = "--seed", defaultValue = "1", description = "Seed of weights and order (default: ${DEFAULT-VALUE})")
    private int seed;

    @Option(
            names = "--rule",
            defaultValue = "adaptive",
            description = "adaptive: scaled and calibrated for each sensor; "
                    + "absolute-error: one scaling and one threshold, from this history (default: ${DEFAULT-VALUE})")
    private String rule;

    @Option(
            names = "--quantile",
            defaultValue = "0.99",
            description =
                    "Quantile of the validation errors to use as the threshold of absolute-error (default: ${DEFAULT-VALUE})")
    private double quantile;

    @Option(names = "--name", description = "Name of the bundle (default: the name of the file, or the topic prefix)")
    private @Nullable String name;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder of the new bundle (default: models/NAME)")
    private @Nullable Path out;

    @Option(names = "--force", description = "Replace an existing bundle in the folder")
    private boolean force;

    @Override
    public Integer call() {
        var order = order();
        Path folder = out == null ? Path.of("models", order.name()) : out;
        BundleFolder.requireFree(folder, force);
        var history = TrainingHistory.of(place(), chosen(), window);
        var training = new Training(order, history);
        say(
                "%s: %,d readings of %d %s",
                place(), history.readings(), history.series().size(), sensorWord(history));
        history.remarks().forEach(remark -> say("  %s", remark));
        say("%s", training.split());
        tell(run(training), folder);
        return 0;
    }

    private TrainingOrder order() {
        require("--epochs", epochs, 1, 10_000);
        require("--patience", patience, 1, 10_000);
        require("--units", units, 1, 1_024);
        require("--window", window, 1, 1_024);
        require("--windows", windows, 100, 10_000_000);
        if (!(quantile > 0.5 && quantile <= 1)) {
            throw new ParameterException(
                    spec.commandLine(), "--quantile is " + quantile + "; must be more than 0.5 and at most 1");
        }
        var plan = new TrainingPlan(units, epochs, BATCH, LEARNING_RATE, seed);
        return new TrainingOrder(name(), plan, patience, window, windows, ruleKind(), quantile);
    }

    private void require(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ParameterException(
                    spec.commandLine(), "%s is %d; must be %d to %d".formatted(option, value, least, most));
        }
    }

    private RuleKind ruleKind() {
        return switch (rule) {
            case "adaptive" -> RuleKind.ADAPTIVE;
            case "absolute-error" -> RuleKind.ABSOLUTE_ERROR;
            default ->
                throw new ParameterException(
                        spec.commandLine(), "--rule is '" + rule + "'; must be adaptive or absolute-error");
        };
    }

    private String name() {
        String given = name == null ? SensorName.of(Path.of(place())).replace(':', '-') : name;
        if (!given.matches("[A-Za-z0-9._-]{1,64}") || given.matches("\\.+")) {
            throw new ParameterException(
                    spec.commandLine(), "--name is '" + given + "'; must be 1 to 64 characters from A-Z a-z 0-9 . _ -");
        }
        return given;
    }

    private String place() {
        return source.file == null ? kafka.settings().topics().prefix() : source.file.toString();
    }

    private List<Series> chosen() {
        var all = source.file == null ? fromTopic() : SeriesCsv.read(source.file);
        var chosen = sensors.isEmpty()
                ? all
                : all.stream()
                        .filter(series -> sensors.contains(series.sensor()))
                        .toList();
        if (chosen.isEmpty() || chosen.size() < sensors.size()) {
            throw new WorkbenchException(
                    place(),
                    "has the sensors "
                            + all.stream().map(Series::sensor).limit(20).toList() + "; requested were "
                            + (sensors.isEmpty() ? "any" : sensors),
                    "Give existing sensors with --sensor, or send some readings first.");
        }
        return chosen;
    }

    /** Without what people have confirmed to be anomalies. */
    private List<Series> fromTopic() {
        var anomalies = TopicLabels.read(kafka.settings()).confirmedReadings();
        if (!anomalies.isEmpty()) {
            say("Left out, if present: %,d readings that people have confirmed to be anomalies", anomalies.size());
        }
        return TopicSeries.read(kafka.settings(), sensors, anomalies);
    }

    private TrainedBundle run(Training training) {
        try (var progress = new TrainingProgress(epochs, training.windows())) {
            return training.run(progress);
        }
    }

    private void tell(TrainedBundle bundle, Path folder) {
        bundle.write(folder);
        say("Trained: %s.", bundle.epochs());
        say(
                "On the test part, in %s: %s",
                bundle.comparison().unitWords(), bundle.comparison().verdict());
        say("Judged as a stream: %s.", bundle.alarms());
        say(
                "Written: %s in %s (model.onnx, model.json, MODEL_CARD.md, plot.png)",
                bundle.manifest().id(), folder);
        say("Use it: ./vigia model deploy %s, or VIGIA_MODEL=%s ./vigia up", folder, folder);
    }

    private static String sensorWord(TrainingHistory history) {
        return history.series().size() == 1 ? "sensor" : "sensors";
    }

    private void say(String format, Object... values) {
        var screen = spec.commandLine().getOut();
        screen.printf(format + "%n", values);
        screen.flush();
    }
}
