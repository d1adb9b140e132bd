package io.vigia.models.app;

import io.vigia.contract.SensorPattern;
import io.vigia.detection.model.Model;
import io.vigia.detection.onnx.ModelBundle;
import io.vigia.models.compare.Difference;
import io.vigia.models.compare.DifferenceReport;
import io.vigia.models.compare.ShadowComparison;
import io.vigia.models.compare.VerdictRows;
import io.vigia.models.judge.Corpus;
import io.vigia.models.judge.LabelledSeries;
import io.vigia.models.judge.WholeFile;
import io.vigia.models.plot.SeriesPlot;
import io.vigia.models.series.JudgedSeries;
import io.vigia.terminal.KafkaOption;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigia model compare}: where two models differ on the same series. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description =
                "Runs the detector of the stream with two bundles on the same series, and reports where they differ; or"
                        + " reports where a shadow (VIGIA_SHADOW_MODEL) differs from the deployed model.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CompareCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Compared compared;

    /** Two bundles, or the stream. */
    static final class Compared {
        @ArgGroup(exclusive = false)
        private @Nullable Bundles bundles;

        @ArgGroup(exclusive = false)
        private @Nullable Stream stream;
    }

    /** Two bundles over series in files. */
    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    static final class Bundles {
        @Parameters(index = "0", paramLabel = "A", description = BundleName.DESCRIPTION)
        private String first;

        @Parameters(index = "1", paramLabel = "B", description = "The other bundle")
        private String second;

        @Option(
                names = "--data",
                required = true,
                paramLabel = "DIR",
                description = "Folder of series (CSV with timestamp,value), or one file")
        private Path data;

        @Option(
                names = "--plots",
                paramLabel = "DIR",
                description = "Also draw both bundles around the first difference, for each series where they differ")
        private @Nullable Path plots;
    }

    /** The scores of a running Vigía. */
    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    static final class Stream {
        @Option(
                names = "--from-topic",
                required = true,
                description = "Compare the scores in Kafka, up to now, with those of the shadow")
        @SuppressWarnings("unused") // picocli sets it
        private boolean topic;

        @Option(
                names = "--sensors",
                defaultValue = "*",
                converter = PatternConverter.class,
                paramLabel = "PATTERN",
                description = "Only these sensors (default: all)")
        private SensorPattern sensors = new SensorPattern("*");
    }

    @Mixin
    private KafkaOption kafka;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Stream stream = compared.stream;
        DifferenceReport report = stream == null
                ? report(Objects.requireNonNull(compared.bundles))
                : ShadowComparison.read(kafka.settings(), stream.sensors);
        report.lines().forEach(out::println);
        out.flush();
        return 0;
    }

    private static DifferenceReport report(Bundles bundles) {
        Corpus corpus = Corpus.unlabelled(bundles.data);
        try (ModelBundle a = BundleName.load(bundles.first);
                ModelBundle b = BundleName.load(bundles.second)) {
            List<Difference> differences = corpus.series().stream()
                    .map(series -> difference(series, a.model(), b.model(), bundles.plots))
                    .toList();
            return new DifferenceReport(a.model().id(), b.model().id(), differences);
        }
    }

    private static Difference difference(LabelledSeries series, Model a, Model b, @Nullable Path plots) {
        JudgedSeries saidA = JudgedSeries.of(a, series.series());
        JudgedSeries saidB = JudgedSeries.of(b, series.series());
        Difference difference =
                Difference.of(series.name(), series.length(), VerdictRows.of(saidA), VerdictRows.of(saidB));
        if (plots != null && difference.first() >= 0) {
            WholeFile.write(
                    plots.resolve(series.imageName()),
                    SeriesPlot.pair(
                            "A, " + a.id() + ": " + series.name(), saidA, "B, " + b.id(), saidB, difference.first()));
        }
        return difference;
    }
}
