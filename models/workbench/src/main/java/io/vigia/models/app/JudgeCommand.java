package io.vigia.models.app;

import io.vigia.detection.model.Model;
import io.vigia.detection.onnx.ModelBundle;
import io.vigia.kafka.KafkaSettings;
import io.vigia.models.judge.AlarmBudget;
import io.vigia.models.judge.BundleDetector;
import io.vigia.models.judge.Corpus;
import io.vigia.models.judge.CorpusResult;
import io.vigia.models.judge.FaultInjection;
import io.vigia.models.judge.Judge;
import io.vigia.models.judge.JudgingFiles;
import io.vigia.models.judge.JudgingReport;
import io.vigia.models.judge.RandomCutForestDetector;
import io.vigia.models.judge.StreamRun;
import io.vigia.models.judge.ThresholdDetector;
import io.vigia.models.judge.WarmUp;
import io.vigia.models.series.Series;
import io.vigia.models.series.TopicLabels;
import io.vigia.models.series.TopicSeries;
import io.vigia.terminal.KafkaOption;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
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

/** {@code vigia model judge}: how well bundles detect, on labelled series. */
@Command(
        name = "judge",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the detector of the stream on labelled series and scores its alarms by the rules of the Numenta Anomaly Benchmark.",
            "Rows count by position: a repeated timestamp is the next value. Several bundles are numbered by their place in"
                    + " the command: 1-name@version, 2-name@version."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class JudgeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "BUNDLE", description = BundleName.DESCRIPTION)
    private List<String> bundles;

    @ArgGroup(multiplicity = "1")
    private Source source;

    /** Where the series are. */
    static final class Source {
        @Option(
                names = "--data",
                paramLabel = "DIR",
                description = "Folder of series (FOLDER/FILE.csv with timestamp,value), or one file")
        private @Nullable Path data;

        @Option(
                names = "--labels-from-topic",
                description =
                        "Judge on the readings in Kafka, up to now, by what people have confirmed to be anomalies")
        @SuppressWarnings("unused") // picocli sets it
        private boolean topic;
    }

    @Mixin
    private KafkaOption kafka;

    @Option(
            names = "--sensor",
            paramLabel = "ID",
            description = "With --labels-from-topic: judge on this sensor; repeat for more (default: all)")
    private final Set<String> sensors = new LinkedHashSet<>();

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description = "Anomaly windows in the format of NAB's combined_windows.json "
                    + "(default: windows.json in DIR, or NAB's own location beside it)")
    private @Nullable Path labels;

    @Option(
            names = "--warm-up",
            defaultValue = "stream",
            description = "stream: as defined by the bundle; nab: once, at min(500, 15 %% of the series), "
                    + "as the benchmark allows (default: ${DEFAULT-VALUE})")
    private WarmUp warmUp;

    @Option(
            names = "--format",
            paramLabel = "nab",
            description = "Also write result files for NAB's own scorer; requires --out")
    private @Nullable Format format;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder for --format, like NAB's 'results'")
    private @Nullable Path out;

    @Option(
            names = "--trace",
            paramLabel = "DIR",
            description = "Also write each verdict of the bundles and its parts, one CSV per series")
    private @Nullable Path trace;

    @Option(
            names = "--plots",
            paramLabel = "DIR",
            description = "Also draw each series with the verdicts of the bundles, one PNG per series")
    private @Nullable Path plots;

    @Option(
            names = "--inject",
            paramLabel = "SEED",
            description = "Also inject one fault of each kind into each series, at places that follow from SEED, "
                    + "and print how many are found")
    private @Nullable Long inject;

    @Option(
            names = "--budget",
            paramLabel = "ALARMS",
            description =
                    "Judge each detector at the threshold, one for all series, at which it raises at most so many alarms "
                            + "per 10,000 values, instead of at its own; judges all series about ten times")
    private @Nullable Double budget;

    @Option(
            names = "--beside",
            paramLabel = "rcf",
            description = "Also judge Amazon's random cut forest (30 trees, windows of 8 values); requires --budget")
    private @Nullable Beside beside;

    @Option(
            names = "--widen",
            description = "Widen the labelled windows as NAB does: together to a tenth of each series")
    private boolean widen;

    @Option(
            names = "--operator",
            description =
                    "Also answer each alarm of the bundles at once, as people may in the stream: outside all windows it was a "
                            + "false alarm, which raises a bound of that series")
    private boolean operator;

    /** Formats of result files. */
    enum Format {
        NAB
    }

    /** Detectors that are not bundles. */
    enum Beside {
        RCF
    }

    @Override
    public Integer call() {
        check();
        Corpus labelled = source.data == null ? fromTopic() : Corpus.read(source.data, labels);
        Corpus corpus = widen ? labelled.widened() : labelled;
        Judge judge = new Judge(corpus);
        List<CorpusResult> judgings = new ArrayList<>();
        for (String name : bundles) {
            try (ModelBundle bundle = BundleName.load(name)) {
                judgings.add(judge(judge, corpus, bundle.model(), judgings.size() + 1));
            }
        }
        if (beside == Beside.RCF) {
            judgings.add(judgeForest(judge, corpus));
        }
        PrintWriter screen = spec.commandLine().getOut();
        new JudgingReport(corpus, judgings).lines().forEach(screen::println);
        screen.flush();
        return 0;
    }

    private Corpus fromTopic() {
        KafkaSettings settings = kafka.settings();
        List<Series> series = TopicSeries.read(settings, sensors, Set.of());
        return Corpus.confirmed(
                series,
                TopicLabels.read(settings).confirmed(),
                settings.topics().labels());
    }

    private void check() {
        if (source.data == null && labels != null) {
            throw invalid("--labels FILE is for --data DIR; --labels-from-topic has its own");
        }
        if ((format == null) != (out == null)) {
            throw invalid("--format nab requires --out DIR, and --out requires --format nab; give both");
        }
        if (budget != null && !(budget > 0 && Double.isFinite(budget))) {
            throw invalid("--budget is invalid: received " + budget + "; must be above 0, such as 5.5");
        }
        if (beside != null && budget == null) {
            throw invalid("--beside " + beside.name().toLowerCase(Locale.ROOT)
                    + " requires --budget: it has no threshold of its own");
        }
    }

    private ParameterException invalid(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private CorpusResult judge(Judge judge, Corpus corpus, Model model, int number) {
        boolean alone = bundles.size() == 1;
        String name = alone ? model.id() : number + "-" + model.id();
        JudgingFiles files = new JudgingFiles(
                name, alone ? "" : name, alone ? model.manifest().name() : name, out, trace, plots);
        BundleDetector own = new BundleDetector(model, warmUp, operator);
        BundleDetector detector = own.at(threshold(name, own, corpus));
        return judge.judge(
                name,
                detector.threshold(),
                series -> {
                    StreamRun run = detector.run(series, series.series());
                    files.write(series, run);
                    return run.alarms();
                },
                faults(detector));
    }

    private CorpusResult judgeForest(Judge judge, Corpus corpus) {
        String name = "random-cut-forest";
        RandomCutForestDetector forest = new RandomCutForestDetector();
        RandomCutForestDetector detector = forest.at(threshold(name, forest, corpus));
        return judge.judge(
                name, detector.threshold(), series -> detector.alarms(series, series.series()), faults(detector));
    }

    private double threshold(String name, ThresholdDetector detector, Corpus corpus) {
        if (budget == null) {
            return detector.threshold();
        }
        PrintWriter progress = spec.commandLine().getErr();
        return new AlarmBudget(budget).threshold(detector, corpus, (threshold, alarms) -> {
            progress.printf(
                    Locale.ROOT, "%s, threshold %.3f: %.2f alarms per 10,000 values%n", name, threshold, alarms);
            progress.flush();
        });
    }

    private @Nullable FaultInjection faults(ThresholdDetector detector) {
        return inject == null ? null : new FaultInjection(detector, inject);
    }
}
