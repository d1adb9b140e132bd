package io.vigia.models.keras;

import io.vigia.detection.model.OutputScale;
import io.vigia.models.WorkbenchException;
import io.vigia.models.pickle.ImportedScaler;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a threshold is in the sensor's unit or scaled, as errors of a scaled network are. Usable thresholds are a
 * part of what the training data spanned: where only one reading gives such a part, it is that one.
 */
final class ThresholdScale {
    private static final double LEAST_PART = 0.01;
    private static final double MOST_PART = 0.75;

    /** How many deviations training data span, about. */
    private static final double DEVIATIONS = 6;

    private final double threshold;
    private final ImportedScaler scaler;

    ThresholdScale(double threshold, ImportedScaler scaler) {
        this.threshold = threshold;
        this.scaler = scaler;
    }

    /**
     * The scale of the threshold.
     *
     * @param given what the user says; null to find out
     * @param output of the network: one that predicts in the sensor's unit has errors in it
     * @throws WorkbenchException if it can't be told
     */
    OutputScale tell(@Nullable OutputScale given, OutputScale output, String source) {
        if (given != null) {
            return given;
        }
        double unit = scaler.scaling().scale();
        boolean raw = usable(threshold / unit);
        boolean scaled = usable(threshold);
        if (raw != scaled) {
            return raw ? OutputScale.RAW : OutputScale.SCALED;
        }
        if (raw && output == OutputScale.RAW || unit == 1) {
            return OutputScale.RAW;
        }
        throw new WorkbenchException(
                source,
                String.format(
                        Locale.ROOT,
                        "the threshold %s may be in the sensor's unit or scaled: scaled, it is %.6g in"
                                + " the sensor's unit, where the scaler's data span about %.6g",
                        threshold,
                        threshold * unit,
                        span() * unit),
                "Use --threshold-scale raw if it is in the sensor's unit, --threshold-scale scaled if your program compares"
                        + " it with errors before inverse_transform.");
    }

    private boolean usable(double scaledThreshold) {
        double part = scaledThreshold / span();
        return part >= LEAST_PART && part <= MOST_PART;
    }

    private double span() {
        return scaler.bounded() ? scaler.high() - scaler.low() : DEVIATIONS;
    }
}
