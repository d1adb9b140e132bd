package io.vigia.models;

import io.vigia.detection.model.Network;

/**
 * How far predictions lie from what came, in scaled units.
 *
 * @param mae mean absolute error
 * @param rmse root of the mean squared error
 */
public record PredictionError(double mae, double rmse) {
    /** Measures a network. */
    public static PredictionError of(Network network, WindowSet data) {
        return of(predictions(network, data), data.targets());
    }

    /** |prediction − value| of each window, in scaled units. */
    public static double[] each(Network network, WindowSet data) {
        var predictions = predictions(network, data);
        var errors = new double[data.rows()];
        for (int row = 0; row < errors.length; row++) {
            errors[row] = Math.abs((double) predictions[row] - data.targets()[row]);
        }
        return errors;
    }

    private static float[] predictions(Network network, WindowSet data) {
        var predictions = new float[data.rows()];
        network.predict(data.inputs(), data.rows(), predictions);
        return predictions;
    }

    /** Measures «the same as the last value», which a network has to beat to be worth its while. */
    public static PredictionError ofLastValue(WindowSet data) {
        var predictions = new float[data.rows()];
        for (int row = 0; row < predictions.length; row++) {
            predictions[row] = data.inputs()[(row + 1) * data.window() - 1];
        }
        return of(predictions, data.targets());
    }

    /** The same errors where 1 is worth {@code unit}. */
    public PredictionError in(double unit) {
        return new PredictionError(mae * unit, rmse * unit);
    }

    private static PredictionError of(float[] predictions, float[] targets) {
        double absolute = 0;
        double squared = 0;
        for (int i = 0; i < targets.length; i++) {
            double error = (double) predictions[i] - targets[i];
            absolute += Math.abs(error);
            squared += error * error;
        }
        return new PredictionError(absolute / targets.length, Math.sqrt(squared / targets.length));
    }
}
