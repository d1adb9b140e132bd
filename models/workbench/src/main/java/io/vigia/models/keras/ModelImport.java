package io.vigia.models.keras;

import io.vigia.detection.model.InvalidModelException;
import io.vigia.detection.model.ModelManifest;
import io.vigia.detection.model.ModelManifest.GoldenPair;
import io.vigia.detection.model.ModelManifest.MeasuredError;
import io.vigia.detection.model.ModelManifest.Training;
import io.vigia.detection.model.NetworkKind;
import io.vigia.detection.model.OutputScale;
import io.vigia.detection.model.RuleSpec;
import io.vigia.detection.model.Scaling;
import io.vigia.detection.onnx.BundleFiles;
import io.vigia.detection.onnx.OnnxNetwork;
import io.vigia.models.BundleFolder;
import io.vigia.models.WorkbenchException;
import io.vigia.models.pickle.ImportedScaler;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a user brings.
 *
 * @param model {@code .keras}, {@code .h5} or {@code .onnx}
 * @param scaler null where the network takes values as they are
 * @param output null to find it out
 * @param thresholdScale of the rule's threshold; null to find it out
 * @param window what the user says of it; null for what the model says
 * @param answer what the network answers; null to find it out
 * @param name of the bundle
 * @param version of the bundle
 */
public record ModelImport(
        Path model,
        @Nullable ImportedScaler scaler,
        GivenRule rule,
        @Nullable OutputScale output,
        @Nullable OutputScale thresholdScale,
        @Nullable Integer window,
        @Nullable Answer answer,
        String name,
        String version) {
    /**
     * Makes a bundle of it; nothing is written.
     *
     * @throws WorkbenchException if any part can't be used, or parts do not fit each other
     */
    public ImportedBundle read() {
        var network = TrainedNetwork.read(model, window());
        double[] clip = scaler != null && scaler.clip() ? new double[] {scaler.low(), scaler.high()} : null;
        var windows = new GoldenWindows(
                network.window(), scaler == null ? 0 : scaler.low(), scaler == null ? 1 : scaler.high());
        var judged = answer(network, windows);
        var measured = MeasuredNetwork.choose(
                exact -> bounded(network.toOnnx(clip, exact, judged)),
                network.overflows(),
                windows,
                network.window(),
                model.toString(),
                network.parameters() * network.window());
        byte[] onnx = measured.onnx();
        requireNumbers(measured.golden());
        try (var session = new OnnxNetwork(onnx, model.toString(), network.window())) {
            var scale = judged == Answer.WINDOW ? copyScale() : outputScale(session);
            var manifest = manifest(network, judged.kind(), scale, rule.rule(network.window(), unit(scale)), measured);
            return new ImportedBundle(manifest, onnx, facts(network, judged, manifest, measured));
        } catch (InvalidModelException e) {
            throw new WorkbenchException(
                    model.toString(),
                    "could not be converted to a bundle: " + e.getMessage(),
                    "Give another value or model.",
                    e);
        }
    }

    /** Two places may name the window, and must agree. */
    @Override
    public @Nullable Integer window() {
        if (window == null) {
            return rule.window();
        }
        if (rule.window() != null && !window.equals(rule.window())) {
            throw new WorkbenchException(
                    rule.source(),
                    "has a window of " + rule.window() + ", but --window is " + window,
                    "Give the window that the model was trained with.");
        }
        return window;
    }

    private Answer answer(TrainedNetwork network, GoldenWindows windows) {
        if (answer == Answer.WINDOW) {
            requireCopy(network);
        }
        if (answer != null) {
            return answer;
        }
        if (network.answers() == 1) {
            return Answer.NEXT_VALUE;
        }
        if (network.answers() != network.window()) {
            throw new WorkbenchException(
                    model.toString(),
                    network.answered(),
                    "If these are the next values of the sensor, use --first-step to use the first. Several"
                            + " features or classes are not supported; train a model that predicts one next value.");
        }
        if (!windows.copied(network.toOnnx(null, false, Answer.NEXT_VALUE))) {
            throw new WorkbenchException(
                    model.toString(),
                    "is ambiguous: it may reconstruct its window or predict the values after it; it "
                            + network.answered(),
                    "Use --reconstruction if it is an autoencoder, --first-step if it predicts.");
        }
        return Answer.WINDOW;
    }

    private void requireCopy(TrainedNetwork network) {
        if (network.answers() != network.window() || network.window() < 2) {
            throw new WorkbenchException(
                    model.toString(),
                    network.answered() + "; an autoencoder gives as many as it takes, at least 2",
                    "Omit --reconstruction, or give the whole autoencoder, not a part of it.");
        }
    }

    /** A copy is in the scale of what it copies. */
    private OutputScale copyScale() {
        if (scaler != null && output == OutputScale.RAW || scaler == null && output == OutputScale.SCALED) {
            throw new WorkbenchException(
                    "--output-scale " + output.name().toLowerCase(Locale.ROOT),
                    "an autoencoder answers in the scale of its window",
                    "Omit --output-scale.");
        }
        return scaler == null ? OutputScale.RAW : OutputScale.SCALED;
    }

    private byte[] bounded(byte[] onnx) {
        if (onnx.length > BundleFiles.MOST_BYTES) {
            throw new WorkbenchException(
                    model.toString(),
                    "results in a network of " + onnx.length + " bytes; must be at most " + BundleFiles.MOST_BYTES,
                    "Train a smaller model.");
        }
        return onnx;
    }

    private void requireNumbers(List<GoldenPair> pairs) {
        for (GoldenPair pair : pairs) {
            if (!Float.isFinite(pair.output())) {
                throw new WorkbenchException(
                        model.toString(),
                        "answers " + pair.output() + " to a window within the scaler's range",
                        "The training diverged; train again, with a lower learning rate.");
            }
        }
    }

    private OutputScale outputScale(OnnxNetwork network) {
        if (scaler == null) {
            if (output == OutputScale.SCALED) {
                throw new WorkbenchException(
                        "--output-scale scaled",
                        "there is no scaler to convert predictions back to the sensor's unit",
                        "Give --scaler, or omit --output-scale.");
            }
            return OutputScale.RAW;
        }
        if (output != null) {
            return output;
        }
        var probe = new OutputProbe(network, scaler);
        return probe.scale()
                .orElseThrow(() -> new WorkbenchException(
                        model.toString(),
                        "is ambiguous: its predictions may be scaled or not: " + probe.seen(),
                        "Use --output-scale scaled if your program applies the scaler's inverse_transform to them,"
                                + " --output-scale raw otherwise."));
    }

    /** What 1 of the threshold is in the sensor's unit. */
    private double unit(OutputScale scale) {
        Double threshold = rule.threshold();
        if (scaler == null || threshold == null) {
            return 1;
        }
        var told = new ThresholdScale(threshold, scaler).tell(thresholdScale, scale, rule.source());
        return told == OutputScale.SCALED ? scaler.scaling().scale() : 1;
    }

    private ModelManifest manifest(
            TrainedNetwork network, NetworkKind kind, OutputScale scale, RuleSpec spec, MeasuredNetwork measured) {
        return new ModelManifest(
                ModelManifest.FORMAT,
                name,
                version,
                network.window(),
                scaler == null ? new Scaling.None() : scaler.scaling(),
                scale,
                kind,
                spec,
                new Training(
                        "imported from %s, %s".formatted(model.getFileName(), network.origin()),
                        "not recorded in the file",
                        "not recorded in the file",
                        0),
                MeasuredError.UNKNOWN,
                BundleFolder.sha256(measured.onnx()),
                measured.golden());
    }

    private Map<String, String> facts(
            TrainedNetwork network, Answer judged, ModelManifest manifest, MeasuredNetwork measured) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("model", "%s, %s".formatted(model.getFileName(), network.origin()));
        facts.put("layers", String.join(", ", network.layers()));
        facts.put("weights", String.valueOf(network.parameters()));
        facts.put("window", network.window() + " values");
        facts.put("scaler", scaler == null ? "none: the network takes unscaled values" : shown(scaler));
        facts.put("predictions", predictions(judged, manifest.output()));
        facts.put("accuracy", measured.note());
        facts.put("rule", shown(manifest.rule()) + " (" + Path.of(rule.source()).getFileName() + ")");
        if (!rule.unused().isEmpty()) {
            facts.put(
                    "not used",
                    "the fields " + rule.unused() + " of "
                            + Path.of(rule.source()).getFileName());
        }
        return facts;
    }

    private static String shown(ImportedScaler scaler) {
        return String.format(
                Locale.ROOT,
                "%s: z = (value − %.9g) / %.9g%s",
                scaler.type(),
                scaler.scaling().center(),
                scaler.scaling().scale(),
                scaler.clip() ? ", cut to %s … %s".formatted(scaler.low(), scaler.high()) : "");
    }

    private String predictions(Answer judged, OutputScale scale) {
        if (judged == Answer.WINDOW) {
            return "copies of the window, the reading itself included (an autoencoder), as "
                    + (answer == null ? "rising and falling windows show" : "--reconstruction says")
                    + "; the error is the mean absolute one over the window";
        }
        return predictions(scale) + (judged == Answer.FIRST_STEP ? "; the first of several steps" : "");
    }

    private String predictions(OutputScale scale) {
        if (scaler == null) {
            return "in the sensor's unit";
        }
        return (scale == OutputScale.SCALED ? "scaled, and scaled back" : "in the sensor's unit")
                + (output == null ? ", as flat windows show" : ", as --output-scale says");
    }

    private String shown(RuleSpec spec) {
        return spec instanceof RuleSpec.AbsoluteError absolute
                ? "absolute-error: an error above " + absolute.threshold() + " is an anomaly" + converted(absolute)
                : "adaptive: learns from the sensor itself what is usual";
    }

    private String converted(RuleSpec.AbsoluteError absolute) {
        return Objects.equals(absolute.threshold(), rule.threshold())
                ? ""
                : ", in the sensor's unit: the threshold " + rule.threshold() + " is scaled";
    }
}
