package io.vigia.models.train;

import io.vigia.detection.model.Model;
import io.vigia.detection.model.ModelManifest;
import io.vigia.detection.model.ModelManifest.MeasuredError;
import io.vigia.detection.model.OutputScale;
import io.vigia.detection.model.RuleSpec;
import io.vigia.detection.onnx.OnnxNetwork;
import io.vigia.models.BundleFolder;
import io.vigia.models.LstmExport;
import io.vigia.models.series.JudgedSeries;
import io.vigia.models.series.Series;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;

/** Makes a bundle of a history. The same order and history give the same bundle on one machine. */
public final class Training {
    private static final int VERSION_DIGITS = 8;

    private final TrainingOrder order;
    private final TrainingHistory history;
    private final ScaledParts parts;

    public Training(TrainingOrder order, TrainingHistory history) {
        this.order = order;
        this.history = history;
        parts = ScaledParts.of(history.series(), order);
    }

    /** Windows to train on, in each epoch. */
    public int windows() {
        return parts.training().rows();
    }

    /** The windows of the three parts, in words. */
    public String split() {
        return "%,d windows for training, %,d for validation, %,d (the newest) for the test"
                .formatted(windows(), parts.validation().rows(), parts.test().rows());
    }

    /**
     * Trains, measures, calibrates and judges the test part.
     *
     * @throws io.vigia.models.WorkbenchException if no network or no rule comes out
     */
    public TrainedBundle run(EpochListener told) {
        var learnt = TrainingResult.from(parts.training(), parts.validation(), order.plan(), order.patience(), told);
        var onnx = LstmExport.toOnnx(learnt.weights());
        try (var network = new OnnxNetwork(onnx, "model.onnx", order.window())) {
            var comparison = Comparison.on(parts.test(), network, parts.unit());
            var rule = RuleCalibration.rule(order, network, parts);
            var manifest = manifest(learnt, onnx, rule, comparison);
            return new TrainedBundle(
                    order, history, learnt, split(), comparison, manifest, onnx, judged(new Model(manifest, network)));
        }
    }

    private ModelManifest manifest(TrainingResult learnt, byte[] onnx, RuleSpec rule, Comparison comparison) {
        var error = comparison.network();
        return new ModelManifest(
                ModelManifest.FORMAT,
                order.name(),
                version(onnx, rule),
                order.window(),
                parts.input(),
                OutputScale.SCALED,
                rule,
                trained(),
                new MeasuredError(error.mae(), error.rmse(), comparison.naive().mae()),
                BundleFolder.sha256(onnx),
                learnt.golden());
    }

    /** Named by what is in it, so that two bundles of one name and version judge alike. */
    private String version(byte[] onnx, RuleSpec rule) {
        var content = BundleFolder.sha256(onnx) + parts.input() + rule;
        return BundleFolder.sha256(content.getBytes(StandardCharsets.UTF_8)).substring(0, VERSION_DIGITS);
    }

    private ModelManifest.Training trained() {
        return new ModelManifest.Training(
                "the history of " + TrainedBundle.sensors(history),
                "%d readings; %s".formatted(history.readings(), split()),
                Parts.WORDS,
                order.plan().seed());
    }

    /** The sensor with the longest history, judged from its first value on as a stream is, from the test part on. */
    private JudgedSeries judged(Model model) {
        var longest = history.series().stream()
                .max(Comparator.comparingInt(Series::length))
                .orElseThrow();
        return JudgedSeries.of(model, longest).slice(Parts.testFrom(longest), longest.length());
    }
}
