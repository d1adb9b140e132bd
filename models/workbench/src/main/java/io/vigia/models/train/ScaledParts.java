package io.vigia.models.train;

import io.vigia.detection.model.Scaling;
import io.vigia.models.SeriesScale;
import io.vigia.models.WindowSet;
import io.vigia.models.series.Series;
import java.util.ArrayList;
import java.util.List;

/**
 * A history as windows.
 *
 * @param training to learn from
 * @param validation to stop by, and to set the threshold by
 * @param test the newest values, seen once
 * @param input the scaling that the bundle will state
 * @param unit what a scaled 1 is worth in the sensor's unit; NaN where each of several sensors has its own
 */
record ScaledParts(WindowSet training, WindowSet validation, WindowSet test, Scaling input, double unit) {
    static ScaledParts of(List<Series> all, TrainingOrder order) {
        return order.rule() == RuleKind.ADAPTIVE ? perSensor(all, order) : together(all, order);
    }

    /** As the adaptive rule scales a stream; mean and deviation are those of the part to train on. */
    private static ScaledParts perSensor(List<Series> all, TrainingOrder order) {
        var scales = all.stream()
                .map(series -> SeriesScale.ofSensor(Parts.trainingValues(series)))
                .toList();
        double unit = all.size() == 1 ? scales.get(0).deviation() : Double.NaN;
        return of(all, scales, order, new Scaling.Sensor(WindowSet.CLIP), unit);
    }

    private static ScaledParts together(List<Series> all, TrainingOrder order) {
        double[] values = Parts.training(all).stream()
                .flatMapToDouble(java.util.Arrays::stream)
                .toArray();
        var scale = SeriesScale.fixed(values);
        var input = new Scaling.Standard(scale.mean(), scale.deviation());
        return of(all, all.stream().map(series -> scale).toList(), order, input, scale.deviation());
    }

    private static ScaledParts of(
            List<Series> all, List<SeriesScale> scales, TrainingOrder order, Scaling input, double unit) {
        return new ScaledParts(
                windows(Parts.training(all), scales, order),
                windows(Parts.validation(all), scales, order),
                windows(Parts.test(all), scales, order),
                input,
                unit);
    }

    private static WindowSet windows(List<double[]> parts, List<SeriesScale> scales, TrainingOrder order) {
        var scaled = new ArrayList<float[]>();
        for (int i = 0; i < parts.size(); i++) {
            scaled.add(scales.get(i).scale(parts.get(i)));
        }
        return WindowSet.of(scaled, order.window(), order.windows());
    }
}
