package io.vigia.models.judge;

import io.vigia.detection.model.Model;
import io.vigia.detection.model.ModelManifest;
import io.vigia.detection.model.RuleSpec;

/** When the rule of a model is calibrated on a series. */
public enum WarmUp {
    /** As the bundle says: the detector does not know how long the series is. */
    STREAM,
    /**
     * Once, at min(500, the series' probation), as the benchmark lets its published detectors: 15 % of the series, at
     * most 750 rows. Rules without a warm-up stay as they are.
     */
    NAB;

    private static final int MOST = 500;

    /** The model as it meets the series. */
    public Model model(Model model, LabelledSeries series) {
        ModelManifest manifest = model.manifest();
        if (this == STREAM || manifest.rule() instanceof RuleSpec.AbsoluteError) {
            return model;
        }
        if (manifest.rule() instanceof RuleSpec.Adaptive2 rule) {
            int at = Math.max(Math.max(manifest.window() + 1, 20), Math.min(MOST, series.probation()));
            return new Model(manifest.with(rule.withCalibrations(at, at)), model.network());
        }
        RuleSpec.Adaptive rule = (RuleSpec.Adaptive) manifest.rule();
        int least = Math.max(manifest.window() + 1, Math.max(rule.errorMean(), rule.levelMean()));
        int at = Math.max(least, Math.min(MOST, series.probation()));
        return new Model(manifest.with(rule.withCalibrations(at, at)), model.network());
    }
}
