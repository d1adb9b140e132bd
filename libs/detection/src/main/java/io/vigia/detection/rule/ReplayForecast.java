package io.vigia.detection.rule;

import io.vigia.detection.model.Forecaster;
import io.vigia.detection.model.Model;

/** The network's predictions for the first values of a sensor, their windows in one batch. */
public final class ReplayForecast implements Replay {
    private final Forecaster forecaster;

    public ReplayForecast(Model model) {
        forecaster = new Forecaster(model);
    }

    /** {@inheritDoc} The first window's worth is predicted as the value before; the first value as itself. */
    @Override
    public double[] predict(double[] values, double mean, double deviation) {
        double center = forecaster.center(mean);
        double scale = forecaster.scale(deviation);
        int first = forecaster.lookBack();
        forecaster.clear();
        for (int i = first; i < values.length; i++) {
            forecaster.add(values, i - first, values[i], center, scale);
        }
        forecaster.run();
        double[] predictions = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            double last = values[Math.max(0, i - 1)];
            predictions[i] = i < first ? last : forecaster.prediction(i - first, center, scale, last);
        }
        return predictions;
    }
}
