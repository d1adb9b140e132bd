package io.vigia.models.judge;

import com.amazon.randomcutforest.RandomCutForest;
import io.vigia.detection.model.RuleSpec;
import io.vigia.models.series.Series;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Amazon's random cut forest, one for each series, to compare with. Each value is scored with the seven before it, and only
 * then learned. An alarm is a score of at least the threshold when more than 75 values have passed since the last such
 * score, as in the rules of the stream.
 */
public final class RandomCutForestDetector implements ThresholdDetector {
    private static final int TREES = 30;
    private static final int SHINGLE = 8;
    private static final long SEED = 1;
    /** A score that few values reach; usual ones have about 1. */
    private static final double FAR = 4;

    private final double threshold;
    /** Of whole series, by name: they do not depend on the threshold. */
    private final Map<String, float[]> scores;

    /** A detector that raises few alarms. */
    public RandomCutForestDetector() {
        this(FAR, new HashMap<>());
    }

    private RandomCutForestDetector(double threshold, Map<String, float[]> scores) {
        this.threshold = threshold;
        this.scores = scores;
    }

    @Override
    public BitSet alarms(LabelledSeries series, Series values) {
        return alarms(
                values == series.series()
                        ? scores.computeIfAbsent(series.name(), name -> scores(values.values()))
                        : scores(values.values()));
    }

    private BitSet alarms(float[] scored) {
        BitSet rows = new BitSet();
        int quietUntil = -1;
        for (int row = 0; row < scored.length; row++) {
            if (scored[row] >= threshold) {
                rows.set(row, row > quietUntil);
                quietUntil = row + RuleSpec.DEFAULT_SILENCE;
            }
        }
        return rows;
    }

    private static float[] scores(double[] values) {
        RandomCutForest forest = RandomCutForest.builder()
                .dimensions(SHINGLE)
                .shingleSize(SHINGLE)
                .internalShinglingEnabled(true)
                .numberOfTrees(TREES)
                .randomSeed(SEED)
                .build();
        float[] scored = new float[values.length];
        for (int row = 0; row < values.length; row++) {
            // The forest sees differences alone; floats hold those from the first value more exactly.
            float[] point = {(float) (values[row] - values[0])};
            scored[row] = (float) forest.getAnomalyScore(point);
            forest.update(point);
        }
        return scored;
    }

    @Override
    public double threshold() {
        return threshold;
    }

    @Override
    public RandomCutForestDetector at(double other) {
        return new RandomCutForestDetector(other, scores);
    }
}
