package io.vigia.detection.state;

import java.util.Arrays;

/** The first values of one sensor, in memory: for those who judge a series once, from its beginning. */
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
