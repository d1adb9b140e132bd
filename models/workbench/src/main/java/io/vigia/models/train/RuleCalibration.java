package io.vigia.models.train;

import io.vigia.detection.model.Network;
import io.vigia.detection.model.RuleSpec;
import io.vigia.models.PredictionError;
import io.vigia.models.WorkbenchException;
import java.util.Arrays;

/** Sets the parameters of the rule. */
final class RuleCalibration {
    private RuleCalibration() {}

    /**
     * The adaptive rule has its defaults, since it calibrates itself on each sensor (later, where the window is as long as
     * its warm-up); the fixed threshold is a quantile of the errors on the validation part.
     */
    static RuleSpec rule(TrainingOrder order, Network network, ScaledParts parts) {
        return order.rule() == RuleKind.ADAPTIVE
                ? RuleSpec.Adaptive.forWindow(order.window())
                : new RuleSpec.AbsoluteError(threshold(order.quantile(), network, parts));
    }

    private static double threshold(double quantile, Network network, ScaledParts parts) {
        var errors = PredictionError.each(network, parts.validation());
        double threshold = quantile(errors, quantile) * parts.unit();
        if (!(threshold > 0 && threshold < Double.POSITIVE_INFINITY)) {
            throw new WorkbenchException(
                    "threshold",
                    "the " + quantile + " quantile of the validation errors is " + threshold + "; must be more than 0",
                    "Use --rule adaptive, or a history that also changes in its later part.");
        }
        return threshold;
    }

    /** The smallest of the values that at least the part {@code quantile} of them does not exceed. */
    static double quantile(double[] values, double quantile) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(quantile * sorted.length);
        return sorted[Math.max(0, Math.min(sorted.length, rank) - 1)];
    }
}
