package io.vigia.detection.adaptive;

import io.vigia.detection.model.Model;
import io.vigia.detection.model.RuleSpec;
import io.vigia.detection.rule.ReplayForecast;
import io.vigia.detection.state.FiniteBound;
import io.vigia.detection.state.RecentValues;

/**
 * Sets the statistics of the rule {@code adaptive} from a sensor's first values, as if it had judged them all: the
 * values fix mean, deviation and range and are then replayed, their windows in one batch.
 */
final class Calibration {
    private final RuleSpec.Adaptive spec;
    private final ReplayForecast forecast;

    Calibration(RuleSpec.Adaptive spec, Model model) {
        this.spec = spec;
        forecast = new ReplayForecast(model);
    }

    /** Replaces everything in the state but run, alarms and the places of the last alarm and anomaly. */
    void calibrate(AdaptiveState state, double[] values) {
        bound(values);
        measure(state, values);
        state.stuckRun = stuckRun(values);
        replay(state, values, forecast.predict(values, state.mean, state.deviation));
        state.calibrated = true;
    }

    private static void bound(double[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = FiniteBound.bound(values[i]);
        }
    }

    private static void measure(AdaptiveState state, double[] values) {
        double lo = values[0];
        double hi = values[0];
        double sum = 0;
        for (double value : values) {
            lo = Math.min(lo, value);
            hi = Math.max(hi, value);
            sum += value;
        }
        double mean = sum / values.length;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        state.mean = mean;
        state.deviation = Math.max(Math.sqrt(squares / values.length), Math.max(1e-6 * Math.abs(mean), 1e-9));
        state.bins.span(lo, hi);
    }

    /** The run that counts as stuck; 0, for none, where all values are the same. */
    private int stuckRun(double[] values) {
        int longest = 0;
        int run = 0;
        for (int i = 1; i < values.length; i++) {
            run = values[i] == values[i - 1] ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest == values.length - 1
                ? 0
                : (int) Math.ceil(Math.max(spec.stuckRun(), spec.stuckFactor() * longest));
    }

    private void replay(AdaptiveState state, double[] values, double[] predictions) {
        state.error.clear();
        state.level.clear();
        state.errors.clear();
        state.errorsSince = 0;
        RecentValues levels = new RecentValues(spec.levelMean());
        for (int i = 0; i < values.length; i++) {
            state.bins.add(values[i]);
            double weight = WeightedStats.weight(1 / spec.memory(), i + 1);
            double error = FiniteBound.bound(Math.abs(values[i] - predictions[i]));
            state.error.add(
                    (state.errors.sumOfNewest(state.errors.size()) + error) / (state.errors.size() + 1), weight);
            state.errors.add(error);
            levels.add(values[i]);
            state.level.add(levels.sumOfNewest(levels.size()) / levels.size(), weight);
        }
    }
}
