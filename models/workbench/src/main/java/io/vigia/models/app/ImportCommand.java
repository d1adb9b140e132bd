package io.vigia.models.app;

import io.vigia.detection.model.OutputScale;
import io.vigia.models.BundleFolder;
import io.vigia.models.keras.Answer;
import io.vigia.models.keras.GivenRule;
import io.vigia.models.keras.ImportedBundle;
import io.vigia.models.keras.ModelImport;
import io.vigia.models.pickle.ScalerFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigia model import}: makes a bundle of what a user trained. */
@Command(
        name = "import",
        description = {
            "Creates a bundle from a Keras model (.keras or .h5) or an ONNX file, a scikit-learn scaler and a threshold.",
            "Needs no Python, and executes no code from the files."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ImportCommand implements Callable<Integer> {
    private static final int MOST_NAME = 64;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help; --version is the version of the bundle")
    @SuppressWarnings("unused") // picocli sets it
    private boolean help;

    @Parameters(
            paramLabel = "MODEL",
            description = "File written by model.save, such as modelo.keras or modelo.h5, or an ONNX file")
    private Path model;

    @Option(
            names = "--scaler",
            paramLabel = "FILE",
            description = "MinMaxScaler, StandardScaler or RobustScaler, written by joblib or pickle; "
                    + "without it, the network takes unscaled values")
    private @Nullable Path scaler;

    @ArgGroup(multiplicity = "1")
    private RuleOptions rule;

    @Option(
            names = "--output-scale",
            paramLabel = "scaled|raw",
            description = "Whether predictions are scaled like the window (default: detected, if possible)")
    private @Nullable OutputScale output;

    @Option(
            names = "--threshold-scale",
            paramLabel = "scaled|raw",
            description = "Whether the threshold is scaled or in the sensor's unit (default: detected, if possible)")
    private @Nullable OutputScale thresholdScale;

    @Option(names = "--window", paramLabel = "N", description = "Values in a window, if the model does not define it")
    private @Nullable Integer window;

    @ArgGroup
    private @Nullable AnswerOptions answer;

    @Option(names = "--force", description = "Replace an existing bundle in the folder")
    private boolean force;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder of the new bundle (default: models/NAME)")
    private @Nullable Path out;

    @Option(names = "--name", description = "Name of the bundle (default: the name of MODEL)")
    private @Nullable String name;

    @Option(names = "--version", defaultValue = "1", description = "Version of the bundle (default: ${DEFAULT-VALUE})")
    private String version;

    /** What the model answers: at most one of these. */
    private static final class AnswerOptions {
        @Option(names = "--first-step", description = "The model predicts several steps ahead; use the first")
        private boolean firstStep;

        @Option(
                names = "--reconstruction",
                description = "The model reconstructs its window (an autoencoder) (default: detected, if possible)")
        private boolean reconstruction;

        @Nullable
        Answer chosen() {
            return firstStep ? Answer.FIRST_STEP : reconstruction ? Answer.WINDOW : null;
        }
    }

    /** How predictions become verdicts: one of these. */
    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    private static final class RuleOptions {
        @Option(
                names = "--threshold",
                paramLabel = "NUMBER",
                description = "An error above it is an anomaly; see --threshold-scale")
        private @Nullable String threshold;

        @Option(
                names = "--config",
                paramLabel = "FILE",
                description = "JSON with the threshold: {\"threshold\": 2.387, \"window_size\": 10}")
        private @Nullable Path config;

        @Option(
                names = "--threshold-file",
                paramLabel = "FILE",
                description = "File with only the threshold: text, .npy, .npz, .pkl or .joblib")
        private @Nullable Path file;

        @Option(
                names = "--rule",
                paramLabel = "adaptive",
                description = "No threshold: learn the usual error of each sensor")
        @SuppressWarnings("unused") // picocli sets it
        private @Nullable RuleName name;

        GivenRule read() {
            if (threshold != null) {
                return GivenRule.threshold(threshold.strip(), "--threshold");
            }
            if (config != null) {
                return GivenRule.config(config);
            }
            return file != null ? GivenRule.thresholdFile(file) : GivenRule.adaptive();
        }
    }

    /** Rules that need nothing more. */
    private enum RuleName {
        ADAPTIVE
    }

    @Override
    public Integer call() throws IOException {
        String given = name != null ? name : nameOf(model);
        Path folder = out != null ? out : Path.of("models", given);
        BundleFolder.requireFree(folder, force);
        var bundle = new ModelImport(
                        model,
                        scaler == null ? null : ScalerFile.read(scaler),
                        rule.read(),
                        output,
                        thresholdScale,
                        window,
                        answer == null ? null : answer.chosen(),
                        given,
                        version)
                .read();
        bundle.write(folder);
        show(bundle, folder);
        return 0;
    }

    /** A bundle's name has fewer letters than a file's. */
    private static String nameOf(Path model) {
        String file = String.valueOf(model.getFileName());
        int dot = file.lastIndexOf('.');
        String plain = (dot > 0 ? file.substring(0, dot) : file).replaceAll("[^A-Za-z0-9._-]", "-");
        return plain.substring(0, Math.min(plain.length(), MOST_NAME));
    }

    private void show(ImportedBundle bundle, Path folder) {
        var out = spec.commandLine().getOut();
        for (Map.Entry<String, String> fact : bundle.facts().entrySet()) {
            out.printf("%-12s %s%n", fact.getKey(), fact.getValue());
        }
        out.printf("%-12s %s in %s%n", "written", bundle.manifest().id(), folder);
        out.printf("Use it: ./vigia model deploy %s, or VIGIA_MODEL=%s ./vigia up%n", folder, folder);
        out.flush();
    }
}
