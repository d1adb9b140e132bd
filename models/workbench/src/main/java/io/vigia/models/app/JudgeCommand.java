package io.vigia.models.app;

import io.vigia.detection.model.Model;
import io.vigia.detection.onnx.ModelBundle;
import io.vigia.models.judge.Corpus;
import io.vigia.models.judge.CorpusResult;
import io.vigia.models.judge.FaultInjection;
import io.vigia.models.judge.Judge;
import io.vigia.models.judge.JudgingFiles;
import io.vigia.models.judge.JudgingReport;
import io.vigia.models.judge.WarmUp;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "Folder of series (FOLDER/FILE.csv with timestamp,value), or one file")
    private Path data;

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
            description = "Also write each verdict and its parts, one CSV per series")
    private @Nullable Path trace;

    @Option(names = "--plots", paramLabel = "DIR", description = "Also draw each series, one PNG per series")
    private @Nullable Path plots;

    @Option(
            names = "--inject",
            paramLabel = "SEED",
            description = "Also inject one fault of each kind into each series, at places that follow from SEED, "
                    + "and print how many are found")
    private @Nullable Long inject;

    /** Formats of result files. */
    enum Format {
        NAB
    }

    @Override
    public Integer call() {
        if ((format == null) != (out == null)) {
            throw new ParameterException(
                    spec.commandLine(), "--format nab requires --out DIR, and --out requires --format nab; give both");
        }
        Corpus corpus = Corpus.read(data, labels);
        Judge judge = new Judge(corpus, warmUp);
        List<CorpusResult> judgings = new ArrayList<>();
        for (String name : bundles) {
            try (ModelBundle bundle = BundleName.load(name)) {
                judgings.add(judge(judge, bundle.model(), judgings));
            }
        }
        PrintWriter screen = spec.commandLine().getOut();
        new JudgingReport(corpus, judgings).lines().forEach(screen::println);
        screen.flush();
        return 0;
    }

    private CorpusResult judge(Judge judge, Model model, List<CorpusResult> before) {
        boolean alone = bundles.size() == 1;
        String name = alone ? model.id() : (before.size() + 1) + "-" + model.id();
        String detector = alone ? model.manifest().name() : name;
        JudgingFiles files = new JudgingFiles(name, alone ? "" : name, detector, out, trace, plots);
        if (inject == null) {
            return judge.judge(name, model, files);
        }
        FaultInjection faults = new FaultInjection(model, warmUp, inject);
        CorpusResult result = judge.judge(name, model, (series, run) -> {
            files.judged(series, run);
            faults.judged(series, run);
        });
        return result.with(faults.counts());
    }
}
