package io.vigia.models.judge;

import io.vigia.detection.model.Model;
import io.vigia.detection.model.ModelManifest;
import io.vigia.models.series.Series;
import java.util.BitSet;

/**
 * The detector of the stream with the model of a bundle. Its threshold is the one of the rule, before recent alarms raise
 * it; it does not apply to provisional verdicts.
 */
public record BundleDetector(Model model, WarmUp warmUp) implements ThresholdDetector {
    /** All that it says of some values, row by row; see {@link #alarms}. */
    public StreamRun run(LabelledSeries series, Series values) {
        return StreamRun.of(warmUp.model(model, series), values);
    }

    @Override
    public BitSet alarms(LabelledSeries series, Series values) {
        return run(series, values).alarms();
    }

    @Override
    public double threshold() {
        return model.manifest().rule().threshold();
    }

    @Override
    public BundleDetector at(double threshold) {
        ModelManifest manifest = model.manifest();
        return new BundleDetector(
                new Model(manifest.with(manifest.rule().withThreshold(threshold)), model.network()), warmUp);
    }
}
