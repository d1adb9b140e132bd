package io.vigia.benchmarks;

import io.vigia.contract.Reading;
import io.vigia.contract.Score;
import io.vigia.contract.TsSource;
import io.vigia.contract.Verdict;
import io.vigia.detection.model.Model;
import io.vigia.detection.model.ModelManifest;
import io.vigia.detection.model.Network;
import io.vigia.detection.model.RuleSpec;
import io.vigia.detection.onnx.ModelBundle;
import io.vigia.verdict.Status;
import java.util.Arrays;

/** What the benchmarks are run on: events of the usual size, and a model whose network costs nothing. */
final class Samples {
    static final Reading READING = new Reading(
            "0197f3a5-4c1e-7b2a-9d3e-8f6a5b4c3d2e",
            "plant-7.oven-12",
            1_750_000_000_123L,
            TsSource.CLIENT,
            71.25,
            false);

    static final Score SCORE = new Score(
            READING.id(),
            READING.sensor(),
            READING.ts(),
            READING.value(),
            Status.SCORED,
            Score.NO_REMAINING,
            71.19284057617188,
            68.80578610752996,
            73.5798950448138,
            0.05715942382812500,
            0.0234375018626451,
            false,
            false,
            null,
            null,
            null,
            Double.NaN,
            "vigia-default@2");

    static final Verdict VERDICT =
            new Verdict(SCORE, new double[] {71.5, 71.25, 70.75, 71.0, 71.25, 71.5, 71.75, 71.5, 71.25, 71.0});

    private Samples() {}

    /** The shipped manifest with a rule at its defaults, over a network that always answers 0. */
    static Model constantModel(String rule) {
        try (ModelBundle bundle = ModelBundle.shipped()) {
            ModelManifest manifest = bundle.model().manifest();
            return new Model(
                    manifest.with(
                            rule.equals("adaptive") ? RuleSpec.Adaptive.defaults() : RuleSpec.Adaptive2.defaults()),
                    new Constant(manifest.window()));
        }
    }

    private record Constant(int window) implements Network {
        @Override
        public void predict(float[] windows, int rows, float[] predictions) {
            Arrays.fill(predictions, 0, rows, 0);
        }
    }
}
