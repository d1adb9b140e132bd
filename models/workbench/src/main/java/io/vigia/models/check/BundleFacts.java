package io.vigia.models.check;

import io.vigia.detection.model.ModelManifest;
import io.vigia.detection.model.NetworkKind;
import io.vigia.detection.model.RuleSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a manifest says, in lines for people. */
public final class BundleFacts {
    private BundleFacts() {}

    /** All that matters, one fact a line. */
    public static List<String> lines(ModelManifest manifest) {
        List<String> lines = new ArrayList<>();
        lines.add(manifest.id());
        lines.add("window      " + manifest.window() + " values"
                + (manifest.network() == NetworkKind.FORECAST
                        ? ""
                        : ", including the reading itself (an autoencoder)"));
        lines.add("input       " + manifest.input());
        lines.add("output      " + manifest.output().name().toLowerCase(Locale.ROOT));
        lines.add("rule        " + rule(manifest.rule()));
        lines.add("trained on  " + manifest.trained().on());
        lines.add("data        " + manifest.trained().data());
        lines.add("split       " + manifest.trained().split() + "; seed "
                + manifest.trained().seed());
        lines.add("errors      " + errors(manifest.error()));
        lines.add("SHA-256     " + manifest.onnxSha256());
        return lines;
    }

    /** The rule with the numbers that matter most. */
    public static String rule(RuleSpec rule) {
        if (rule instanceof RuleSpec.Adaptive2 adaptive) {
            return format(
                    "adaptive-2, calibrated at %d and %d values, threshold %s",
                    adaptive.parameters().firstCalibration(),
                    adaptive.parameters().lastCalibration(),
                    adaptive.parameters().threshold());
        }
        return rule instanceof RuleSpec.Adaptive adaptive
                ? format(
                        "adaptive, calibrated at %d and %d values, threshold %s",
                        adaptive.firstCalibration(), adaptive.lastCalibration(), adaptive.threshold())
                : format("absolute-error, threshold %s", ((RuleSpec.AbsoluteError) rule).threshold());
    }

    private static String errors(ModelManifest.MeasuredError error) {
        return Double.isNaN(error.mae())
                ? "not measured"
                : format(
                        "MAE %.4f, RMSE %.4f; «the same as the last value» has MAE %.4f (the network's units)",
                        error.mae(), error.rmse(), error.naiveMae());
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
