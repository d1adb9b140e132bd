package io.vigia.models.train;

import io.vigia.detection.model.RuleSpec;
import io.vigia.detection.model.Scaling;
import io.vigia.models.PredictionError;
import io.vigia.models.series.Series;
import java.time.Instant;
import java.util.Locale;

/** What people should know of a trained bundle before they use it. */
final class ModelCard {
    private final TrainedBundle bundle;

    ModelCard(TrainedBundle bundle) {
        this.bundle = bundle;
    }

    /** Markdown. */
    String text() {
        return String.join("\n\n", head(), data(), errors(), detection(), limits()) + "\n";
    }

    private String head() {
        var manifest = bundle.manifest();
        return """
                # %s

                Trained on the history of %s.

                | | |
                | --- | --- |
                | network | LSTM(%d) and Dense(1) over a window of %d values; %,d parameters |
                | input | %s |
                | rule | %s |
                | SHA-256 of `model.onnx` | `%s` |""".formatted(
                        manifest.id(),
                        TrainedBundle.sensors(bundle.history()),
                        bundle.order().plan().units(),
                        manifest.window(),
                        bundle.learnt().weights().parameters(),
                        input(manifest.input()),
                        rule(manifest.rule()),
                        manifest.onnxSha256());
    }

    private static String input(Scaling scaling) {
        return scaling instanceof Scaling.Standard fixed
                ? String.format(
                        Locale.ROOT,
                        "z = (x − %.6g)/%.6g, mean and deviation of the values trained on",
                        fixed.mean(),
                        fixed.scale())
                : "z = (x − μ)/σ of each sensor itself, clipped to ±6; any sensor can be judged";
    }

    private String rule(RuleSpec rule) {
        return rule instanceof RuleSpec.AbsoluteError fixed
                ? String.format(
                        Locale.ROOT,
                        "`absolute-error`: an error above %.6g, the %s quantile of the errors on the validation part",
                        fixed.threshold(),
                        bundle.order().quantile())
                : "`adaptive`: calibrates itself from each sensor's first %d and again from its first %d values"
                        .formatted(
                                ((RuleSpec.Adaptive) rule).firstCalibration(),
                                ((RuleSpec.Adaptive) rule).lastCalibration());
    }

    private String data() {
        var text = new StringBuilder("## Data\n\n");
        for (Series series : bundle.history().series().stream().limit(50).toList()) {
            text.append("* %s: %,d readings, %s to %s%n"
                    .formatted(
                            series.sensor(),
                            series.length(),
                            Instant.ofEpochMilli(series.times()[0]),
                            Instant.ofEpochMilli(series.times()[series.length() - 1])));
        }
        bundle.history()
                .remarks()
                .forEach(remark -> text.append("* ").append(remark).append('\n'));
        text.append("* split ")
                .append(Parts.WORDS)
                .append("; ")
                .append(bundle.split())
                .append('\n');
        var plan = bundle.order().plan();
        text.append("* mean squared error, Adam %s, batches of %d, seed %d; %s"
                .formatted(plan.learningRate(), plan.batch(), plan.seed(), bundle.epochs()));
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    private String errors() {
        var comparison = bundle.comparison();
        return """
                ## Errors

                On the test part, which training never saw, in %s:

                | | MAE | RMSE |
                | --- | --- | --- |
                | this network | %s |
                | the same as the last value | %s |

                %s""".formatted(
                        comparison.unitWords(),
                        cells(comparison.shown(comparison.network())),
                        cells(comparison.shown(comparison.naive())),
                        comparison.verdict());
    }

    private static String cells(PredictionError error) {
        return String.format(Locale.ROOT, "%.5g | %.5g", error.mae(), error.rmse());
    }

    private String detection() {
        return """
                ## Detection

                Run on the whole history as a stream: %s. Only labels can tell whether these are correct: `vigia model judge`.

                ![values, predictions, band and anomalies of the test part](plot.png)""".formatted(bundle.alarms());
    }

    private static String limits() {
        return """
                ## Limits

                * It uses one value at a time, and neither the time of day nor other sensors. Gaps are ignored.
                * Anomalies in the history were learnt as normal.""";
    }
}
