package io.vigia.models.train;

import io.vigia.detection.model.ModelManifest.GoldenPair;
import io.vigia.models.GoldenPairs;
import io.vigia.models.LstmWeights;
import io.vigia.models.PredictionError;
import io.vigia.models.TorchLstm;
import io.vigia.models.TrainingPlan;
import io.vigia.models.WindowSet;
import io.vigia.models.WorkbenchException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The network at its best.
 *
 * @param weights after the epoch with the smallest validation error
 * @param golden the trained network's own answers then
 * @param epoch that epoch, from 1
 * @param epochs how many were run
 * @param validationError the mean squared error then
 */
record TrainingResult(LstmWeights weights, List<GoldenPair> golden, int epoch, int epochs, double validationError) {
    /**
     * Trains until the validation error has not fallen for {@code patience} epochs, or the plan's epochs are over.
     *
     * @throws WorkbenchException if no epoch has a finite error
     */
    static TrainingResult from(
            WindowSet training, WindowSet validation, TrainingPlan plan, int patience, EpochListener told) {
        @Nullable TrainingResult best = null;
        try (var lstm = new TorchLstm(plan, training.window())) {
            for (int epoch = 1; epoch <= plan.epochs(); epoch++) {
                double met = lstm.trainEpoch(training, told::shown);
                double error = Math.pow(PredictionError.of(lstm, validation).rmse(), 2);
                told.ended(epoch, met, error);
                if (Double.isFinite(error) && (best == null || error < best.validationError)) {
                    best = new TrainingResult(lstm.weights(), GoldenPairs.of(lstm, validation), epoch, epoch, error);
                } else if (best != null) {
                    best = best.after(epoch);
                }
                if (epoch - (best == null ? 0 : best.epoch) >= patience) {
                    break;
                }
            }
        }
        if (best == null) {
            throw new WorkbenchException(
                    "training",
                    "no epoch had a finite error",
                    "Look for extreme values in the history, and remove them.");
        }
        return best;
    }

    private TrainingResult after(int run) {
        return new TrainingResult(weights, golden, epoch, run, validationError);
    }
}
