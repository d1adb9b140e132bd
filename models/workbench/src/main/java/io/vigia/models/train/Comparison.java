package io.vigia.models.train;

import io.vigia.detection.model.Network;
import io.vigia.models.PredictionError;
import io.vigia.models.WindowSet;
import java.util.Locale;

/**
 * The network beside «the same as the last value», on values that it never saw, in scaled units.
 *
 * @param network its errors
 * @param naive those of the last value
 * @param unit what 1 is worth in the sensor's unit; NaN if sensors differ
 */
public record Comparison(PredictionError network, PredictionError naive, double unit) {
    static Comparison on(WindowSet test, Network network, double unit) {
        return new Comparison(PredictionError.of(network, test), PredictionError.ofLastValue(test), unit);
    }

    /** Whether predicting by the network has the smaller mean absolute error. */
    public boolean better() {
        return network.mae() < naive.mae();
    }

    /** The unit in which {@link #shown} gives errors. */
    public String unitWords() {
        return Double.isNaN(unit) ? "standard deviations of each sensor" : "the sensor's unit";
    }

    /** Errors in {@link #unitWords}. */
    public PredictionError shown(PredictionError error) {
        return Double.isNaN(unit) ? error : error.in(unit);
    }

    /** One plain sentence: is it worth its while? */
    public String verdict() {
        var lstm = shown(network);
        var last = shown(naive);
        String numbers = String.format(
                Locale.ROOT,
                "MAE %.4g against %.4g, RMSE %.4g against %.4g",
                lstm.mae(),
                last.mae(),
                lstm.rmse(),
                last.rmse());
        if (better()) {
            return String.format(
                    Locale.ROOT,
                    "The LSTM predicts better than «the same as the last value»: %s, %.0f %% less MAE.",
                    numbers,
                    100 * (1 - network.mae() / naive.mae()));
        }
        return "The LSTM is NOT better than «the same as the last value» (" + numbers
                + "): its predictions add nothing here; the rule does the work.";
    }
}
