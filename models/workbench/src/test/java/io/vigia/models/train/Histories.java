package io.vigia.models.train;

import io.vigia.models.series.Series;
import java.util.Random;

/** Series for tests. */
final class Histories {
    private Histories() {}

    /** A cycle of 60 values with a little noise, one value a minute. */
    static Series wave(String sensor, int length) {
        var random = new Random(7);
        return of(sensor, length, row -> 20 + 5 * Math.sin(row / 9.55) + 0.05 * random.nextGaussian());
    }

    /** Every step is a surprise: nothing predicts it better than the last value. */
    static Series randomWalk(String sensor, int length) {
        var random = new Random(8);
        var level = new double[1];
        return of(sensor, length, row -> level[0] += random.nextGaussian());
    }

    static Series of(String sensor, int length, java.util.function.IntToDoubleFunction value) {
        var times = new long[length];
        var values = new double[length];
        for (int row = 0; row < length; row++) {
            times[row] = 1_700_000_000_000L + row * 60_000L;
            values[row] = value.applyAsDouble(row);
        }
        return new Series(sensor, times, values);
    }
}
