package io.vigia.models.app;

import io.vigia.detection.model.ModelManifest;
import io.vigia.detection.model.ModelManifest.GoldenPair;
import io.vigia.detection.model.ModelManifest.MeasuredError;
import io.vigia.detection.model.ModelManifest.Training;
import io.vigia.detection.model.OutputScale;
import io.vigia.detection.model.RuleSpec;
import io.vigia.detection.model.Scaling;
import io.vigia.models.BundleFolder;
import io.vigia.models.GoldenPairs;
import io.vigia.models.LstmExport;
import io.vigia.models.PredictionError;
import io.vigia.models.SyntheticSeries;
import io.vigia.models.TorchLstm;
import io.vigia.models.TrainingPlan;
import io.vigia.models.WindowSet;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vigia model train-default}: trains the bundle that ships, from synthetic series alone. */
@Command(
        name = "train-default",
        description = "Trains the shipped bundle on synthetic series and writes its folder.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class TrainDefaultCommand implements Callable<Integer> {
    private static final int WINDOW = 10;
    private static final int SERIES_LENGTH = 3000;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--out",
            required = true,
            description = "Folder of the bundle; model.onnx and model.json are replaced")
    private Path folder;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Seed of series, weights and order (default: ${DEFAULT-VALUE})")
    private int seed;

    @Option(
            names = "--epochs",
            defaultValue = "10",
            description = "Passes over the windows (default: ${DEFAULT-VALUE})")
    private int epochs;

    @Option(
            names = "--series",
            defaultValue = "250",
            description = "Series to train on (default: ${DEFAULT-VALUE}); another fifth is held out")
    private int series;

    @Option(
            names = "--windows",
            defaultValue = "400",
            description = "Windows drawn from each series (default: ${DEFAULT-VALUE})")
    private int windowsEach;

    @Override
    public Integer call() throws IOException {
        requireAtLeastOne("--epochs", epochs);
        requireAtLeastOne("--series", series);
        requireAtLeastOne("--windows", windowsEach);
        var family = new SyntheticSeries(seed, SERIES_LENGTH);
        var training = WindowSet.draw(family, 0, series, windowsEach, WINDOW);
        var heldOut = WindowSet.draw(family, series, series + heldOutSeries(), windowsEach, WINDOW);
        try (var lstm = new TorchLstm(TrainingPlan.shipped(seed), WINDOW)) {
            train(lstm, training);
            var error = measure(lstm, heldOut);
            var onnx = LstmExport.toOnnx(lstm.weights());
            BundleFolder.write(folder, manifest(onnx, error, GoldenPairs.of(lstm, heldOut)), onnx);
            say("written: %s, SHA-256 of model.onnx %s", folder, BundleFolder.sha256(onnx));
        }
        return 0;
    }

    private ModelManifest manifest(byte[] onnx, MeasuredError error, List<GoldenPair> golden) {
        return new ModelManifest(
                ModelManifest.FORMAT,
                "vigia-default",
                "2",
                WINDOW,
                new Scaling.Sensor(WindowSet.CLIP),
                OutputScale.SCALED,
                RuleSpec.Adaptive2.defaults(),
                training(),
                error,
                BundleFolder.sha256(onnx),
                golden);
    }

    private Training training() {
        return new Training(
                "synthetic series: daily and weekly cycles, trends, level changes, noise of several kinds, square waves, bursts",
                "%d windows of %d values from %d generated series of %d values, each scaled by its own mean and deviation"
                        .formatted(series * windowsEach, WINDOW, series, SERIES_LENGTH),
                "by whole series: the errors are those of %d series that training never saw".formatted(heldOutSeries()),
                seed);
    }

    private int heldOutSeries() {
        return Math.max(1, series / 5);
    }

    private void requireAtLeastOne(String option, int value) {
        if (value < 1) {
            throw new ParameterException(spec.commandLine(), "%s is %d; must be at least 1".formatted(option, value));
        }
    }

    private void train(TorchLstm lstm, WindowSet training) {
        for (int epoch = 1; epoch <= epochs; epoch++) {
            say("epoch %d of %d: mean squared error %.5f", epoch, epochs, lstm.trainEpoch(training));
        }
    }

    private MeasuredError measure(TorchLstm lstm, WindowSet heldOut) {
        var network = PredictionError.of(lstm, heldOut);
        var naive = PredictionError.ofLastValue(heldOut);
        say("held-out series, in standard deviations: MAE %.4f, RMSE %.4f", network.mae(), network.rmse());
        say("the same as the last value: MAE %.4f, RMSE %.4f", naive.mae(), naive.rmse());
        return new MeasuredError(network.mae(), network.rmse(), naive.mae());
    }

    private void say(String format, Object... values) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(format + "%n", values);
        out.flush();
    }
}
