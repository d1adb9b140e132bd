package io.vigia.detection;

import io.vigia.detection.judgement.Judgement;
import io.vigia.detection.model.AdaptiveParameters;
import io.vigia.detection.model.Model;
import io.vigia.detection.model.ModelManifest;
import io.vigia.detection.model.Network;
import io.vigia.detection.model.NetworkKind;
import io.vigia.detection.model.OutputScale;
import io.vigia.detection.model.RuleSpec;
import io.vigia.detection.model.Scaling;
import io.vigia.detection.state.SensorState;
import io.vigia.detection.tuning.Tuning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Models for tests, with networks simple enough to calculate by hand. */
final class Models {
    static final int WINDOW = 10;

    private Models() {}

    /** Predicts the last value again. */
    static Network naive(int window) {
        return network(window, (windows, from) -> windows[from + window - 1]);
    }

    /** Predicts a mixture of the last values, so that scaling, order and window all matter. */
    static Network mixing(int window) {
        return network(window, (windows, from) -> {
            float sum = 0.1f;
            for (int i = 0; i < window; i++) {
                sum += windows[from + i] * (i + 1);
            }
            return sum / (window * (window + 1) / 2f);
        });
    }

    static Network network(int window, Row row) {
        return new Network() {
            @Override
            public int window() {
                return window;
            }

            @Override
            public void predict(float[] windows, int rows, float[] predictions) {
                for (int i = 0; i < rows; i++) {
                    predictions[i] = row.predict(windows, i * window);
                }
            }
        };
    }

    /** Answers as an autoencoder that copies every value as {@code level}. */
    static Model copying(int window, double level, RuleSpec rule) {
        Network network = network(window, (windows, from) -> {
            double sum = 0;
            for (int i = from; i < from + window; i++) {
                sum += Math.abs(windows[i] - level);
            }
            float reading = windows[from + window - 1];
            return (float) (reading - (reading < level ? -1 : 1) * sum / window);
        });
        ModelManifest forecast = model(network, new Scaling.None(), rule).manifest();
        return new Model(
                new ModelManifest(
                        forecast.formatVersion(),
                        forecast.name(),
                        forecast.version(),
                        window,
                        forecast.input(),
                        forecast.output(),
                        NetworkKind.RECONSTRUCTION,
                        rule,
                        forecast.trained(),
                        forecast.error(),
                        forecast.onnxSha256(),
                        forecast.golden()),
                network);
    }

    interface Row {
        float predict(float[] windows, int from);
    }

    static Model adaptive(Network network) {
        return model(network, new Scaling.Sensor(6), RuleSpec.Adaptive.defaults());
    }

    static Model adaptive2(Network network) {
        return model(network, new Scaling.Sensor(6), RuleSpec.Adaptive2.defaults());
    }

    /** Parameters by which an incident is adopted after 30 readings, at once. */
    static AdaptiveParameters hasty() {
        AdaptiveParameters usual = AdaptiveParameters.defaults();
        return new AdaptiveParameters(
                100,
                200,
                usual.threshold(),
                usual.thresholdStep(),
                usual.halfLife(),
                usual.memory(),
                usual.valueWeight(),
                usual.stepWeight(),
                usual.errorWeight(),
                usual.levelWeight(),
                usual.seasonWeight(),
                usual.quietWeight(),
                usual.cap(),
                usual.stuckRun(),
                usual.stuckFactor(),
                usual.stuckScore(),
                true,
                10,
                15,
                10,
                30,
                20);
    }

    static Model absolute(Network network, double threshold) {
        return model(network, new Scaling.None(), new RuleSpec.AbsoluteError(threshold));
    }

    static Model model(Network network, Scaling scaling, RuleSpec rule) {
        return model(network, scaling, OutputScale.SCALED, rule);
    }

    static Model model(Network network, Scaling scaling, OutputScale output, RuleSpec rule) {
        return model(network, scaling, output, rule, "0".repeat(64));
    }

    /** The same but for the network, which counts as another one. */
    static Model withNetwork(Model model, Network other) {
        ModelManifest manifest = model.manifest();
        return model(other, manifest.input(), manifest.output(), manifest.rule(), "1".repeat(64));
    }

    private static Model model(Network network, Scaling scaling, OutputScale output, RuleSpec rule, String onnxSha256) {
        float[] zeros = new float[network.window()];
        return new Model(
                new ModelManifest(
                        ModelManifest.FORMAT,
                        "test",
                        "1",
                        network.window(),
                        scaling,
                        output,
                        rule,
                        new ModelManifest.Training("nothing", "none", "none", 1),
                        ModelManifest.MeasuredError.UNKNOWN,
                        onnxSha256,
                        List.of(new ModelManifest.GoldenPair(zeros, 0))),
                network);
    }

    /** A sensor with its state and history, judged one reading at a time. */
    static final class Sensor {
        Detector detector;
        final HeapHistory history = new HeapHistory();
        SensorState state;
        private long clock;

        Sensor(Model model) {
            detector = new Detector(model, 1);
            state = detector.newState();
        }

        /** Goes on with another model, as after a deploy. */
        void change(Model model) {
            byte[] left = detector.encode(state);
            detector = new Detector(model, 1);
            state = detector.decode(left, history);
        }

        /** Sets what applies from the next reading on. */
        Sensor tuned(Tuning tuning) {
            state.tune(tuning);
            return this;
        }

        Judgement judge(double value) {
            return judge(clock++, false, value);
        }

        Judgement judge(long ts, boolean clientStamped, double value) {
            Judgement[] said = new Judgement[1];
            detector.add(state, history, ts, clientStamped, value);
            detector.drain((index, judgement) -> said[index] = judgement);
            return said[0];
        }

        @Nullable
        Judgement judgeAll(double... values) {
            Judgement last = null;
            for (double value : values) {
                last = judge(value);
            }
            return last;
        }
    }
}
