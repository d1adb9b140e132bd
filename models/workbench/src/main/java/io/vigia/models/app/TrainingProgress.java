package io.vigia.models.app;

import io.vigia.models.train.EpochListener;
import io.vigia.terminal.Progress;
import java.util.Locale;

/** Shows the windows of a training as they are learned, and a line for each epoch. */
final class TrainingProgress implements EpochListener, AutoCloseable {
    private final int epochs;
    private final Progress progress;

    TrainingProgress(int epochs, int windows) {
        this.epochs = epochs;
        progress = Progress.of("Training", (long) epochs * windows);
    }

    @Override
    public void shown(int windows) {
        progress.add(windows);
    }

    @Override
    public void ended(int epoch, double trainingError, double validationError) {
        progress.say(String.format(
                Locale.ROOT,
                "epoch %d/%d, error %.4f, validation %.4f",
                epoch,
                epochs,
                trainingError,
                validationError));
    }

    @Override
    public void close() {
        progress.close();
    }
}
