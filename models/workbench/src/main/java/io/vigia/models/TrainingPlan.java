package io.vigia.models;

/**
 * How to train.
 *
 * @param units outputs of the LSTM
 * @param epochs passes over the data, at least 1
 * @param batch windows in one step
 * @param learningRate Adam's
 * @param seed of the initial weights and of the order of windows
 */
public record TrainingPlan(int units, int epochs, int batch, float learningRate, int seed) {
    /** The shipped bundle's: LSTM(32), 10 epochs, batches of 128, 0.002. */
    public static TrainingPlan shipped(int seed) {
        return new TrainingPlan(32, 10, 128, 2e-3f, seed);
    }
}
