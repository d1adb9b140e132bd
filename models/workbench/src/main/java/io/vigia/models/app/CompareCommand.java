package io.vigia.models.app;

import io.vigia.detection.Model;
import io.vigia.detection.onnx.ModelBundle;
import io.vigia.models.compare.Difference;
import io.vigia.models.compare.DifferenceReport;
import io.vigia.models.compare.VerdictRows;
import io.vigia.models.judge.Corpus;
import io.vigia.models.judge.LabelledSeries;
import io.vigia.models.judge.WholeFile;
import io.vigia.models.plot.SeriesPlot;
import io.vigia.models.series.JudgedSeries;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigia model compare}: where two bundles differ on the same series. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description =
                "Runs the stream's own detector with two bundles over the same series, and reports where they differ.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CompareCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "A", description = BundleName.DESCRIPTION)
    private String first;

    @Parameters(index = "1", paramLabel = "B", description = "the other bundle")
    private String second;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "folder of series (CSV with timestamp,value), or one file")
    private Path data;

    @Option(
            names = "--plots",
            paramLabel = "DIR",
            description = "also draw, for each series where they differ, both around the first difference")
    private @Nullable Path plots;

    @Override
    public Integer call() {
        Corpus corpus = Corpus.unlabelled(data);
        try (ModelBundle a = BundleName.load(first);
                ModelBundle b = BundleName.load(second)) {
            List<Difference> differences = corpus.series().stream()
                    .map(series -> difference(series, a.model(), b.model()))
                    .toList();
            PrintWriter out = spec.commandLine().getOut();
            new DifferenceReport(a.model().id(), b.model().id(), differences)
                    .lines()
                    .forEach(out::println);
            out.flush();
        }
        return 0;
    }

    private Difference difference(LabelledSeries series, Model a, Model b) {
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
