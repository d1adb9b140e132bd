package io.vigia.models.judge;

import io.vigia.detection.model.Model;
import io.vigia.detection.model.ModelManifest;
import io.vigia.models.series.Series;
import java.util.BitSet;

/**
 * The detector of the stream with the model of a bundle. Its threshold is the one of the rule, before recent alarms raise
 * it; it does not apply to provisional verdicts.
 *
 * @param operated whether somebody answers each alarm; see {@link SimulatedOperator}
 */
public record BundleDetector(Model model, WarmUp warmUp, boolean operated) implements ThresholdDetector {
    /** All that it says of some values, row by row; see {@link #alarms}. */
    public StreamRun run(LabelledSeries series, Series values) {
        Model warmed = warmUp.model(model, series);
        return operated
                ? StreamRun.answered(warmed, values, new SimulatedOperator(series))
                : StreamRun.of(warmed, values);
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
                new Model(manifest.with(manifest.rule().withThreshold(threshold)), model.network()), warmUp, operated);
    }
}
