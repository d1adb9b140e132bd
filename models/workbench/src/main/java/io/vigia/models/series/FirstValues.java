package io.vigia.models.series;

import io.vigia.detection.state.History;
import java.util.Arrays;

/** The first values of one sensor, in memory. */
public final class FirstValues implements History {
    private double[] values = new double[512];

    @Override
    public void append(int index, double value) {
        if (index == values.length) {
            values = Arrays.copyOf(values, Math.max(512, 2 * index));
        }
        values[index] = value;
    }

    @Override
    public double[] first(int count) {
        return Arrays.copyOf(values, count);
    }

    @Override
    public void clear(int count) {
        values = new double[0];
    }
}
