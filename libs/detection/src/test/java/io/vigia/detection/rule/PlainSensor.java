package io.vigia.detection.rule;

import io.vigia.detection.model.AdaptiveParameters;
import java.util.ArrayList;
import java.util.List;

/** One sensor under the rule, with the last value as prediction, and its history in memory. */
final class PlainSensor {
    private final AdaptiveSensor sensor;
    private final List<Double> history = new ArrayList<>();
    private double last;
    final Verdict verdict = new Verdict();

    PlainSensor(AdaptiveParameters parameters) {
        sensor = new AdaptiveSensor(parameters);
    }

    AdaptiveSensor sensor() {
        return sensor;
    }

    Verdict judge(double value, long ts) {
        double prediction = history.isEmpty() && sensor.learned() == 0 ? value : last;
        boolean learned = sensor.judge(value, prediction, ts, true, verdict);
        last = value;
        if (learned) {
            if (sensor.learned() == 0) {
                history.clear();
            }
            history.add(value);
            sensor.keep();
            if (sensor.isCalibrationDue()) {
                sensor.calibrate(
                        history.stream().mapToDouble(Double::doubleValue).toArray(),
                        (values, mean, deviation) -> lastValues(values));
            }
        }
        return verdict;
    }

    private static double[] lastValues(double[] values) {
        double[] predictions = values.clone();
        System.arraycopy(values, 0, predictions, 1, values.length - 1);
        return predictions;
    }
}
