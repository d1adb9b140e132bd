package io.vigia.cli.bench;

import java.util.ArrayList;
import java.util.List;

/** Several measurements of one quantity. */
final class Spread {
    private final List<Double> runs = new ArrayList<>();
    private final List<Double> cpuMicros = new ArrayList<>();

    Spread add(double run) {
        runs.add(run);
        return this;
    }

    Spread add(Rate rate) {
        cpuMicros.add(rate.cpuMicros());
        return add(rate.perSecond());
    }

    boolean isEmpty() {
        return runs.isEmpty();
    }

    /** Whether CPU was measured too. */
    boolean hasCpu() {
        return !cpuMicros.isEmpty();
    }

    /** The median; of an even number, the mean of the two in the middle. */
    double median() {
        return median(runs);
    }

    /** The median CPU per item, in microseconds. */
    double medianCpuMicros() {
        return median(cpuMicros);
    }

    double least() {
        return runs.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    double most() {
        return runs.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
