package io.vigia.models;

import io.vigia.detection.model.Model;
import io.vigia.detection.model.ModelManifest;
import io.vigia.detection.model.Network;
import io.vigia.detection.model.OutputScale;
import io.vigia.detection.model.RuleSpec;
import io.vigia.detection.model.Scaling;
import java.util.List;

/** Models for tests, without an ONNX file. */
public final class TestModels {
    private TestModels() {}

    /** Predicts the same as the last value. */
    public static Network naive(int window) {
        return new Network() {
            @Override
            public int window() {
                return window;
            }

            @Override
            public void predict(float[] windows, int rows, float[] predictions) {
                for (int row = 0; row < rows; row++) {
                    predictions[row] = windows[(row + 1) * window - 1];
                }
            }
        };
    }

    /** The rule adaptive with the parameters that ship. */
    public static Model adaptive(Network network) {
        return model(network, new Scaling.Sensor(6), RuleSpec.Adaptive.defaults());
    }

    /** The rule adaptive-2 with the shipped parameters. */
    public static Model adaptive2(Network network) {
        return model(network, new Scaling.Sensor(6), RuleSpec.Adaptive2.defaults());
    }

    /** The rule absolute-error. */
    public static Model absolute(Network network, double threshold) {
        return model(network, new Scaling.None(), new RuleSpec.AbsoluteError(threshold));
    }

    private static Model model(Network network, Scaling scaling, RuleSpec rule) {
        return new Model(
                new ModelManifest(
                        ModelManifest.FORMAT,
                        "test",
                        "1",
                        network.window(),
                        scaling,
                        OutputScale.SCALED,
                        rule,
                        new ModelManifest.Training("nothing", "none", "none", 1),
                        ModelManifest.MeasuredError.UNKNOWN,
                        "0".repeat(64),
                        List.of(new ModelManifest.GoldenPair(new float[network.window()], 0))),
                network);
    }
}
