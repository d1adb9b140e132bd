package io.vigia.detection;

import io.vigia.detection.state.History;
import java.util.Arrays;

/** A history in memory that refuses what the contract of {@link History} forbids. */
final class HeapHistory implements History {
    private double[] values = new double[16];
    private int size;
    private int cleared;

    @Override
    public void append(int index, double value) {
        if (index == 0) {
            size = 0;
            cleared = 0;
        }
        if (index != size) {
            throw new IllegalStateException("index " + index + " after " + size + " values");
        }
        values = size == values.length ? Arrays.copyOf(values, 2 * size) : values;
        values[size++] = value;
    }

    @Override
    public double[] first(int count) {
        if (count > size || cleared > 0) {
            throw new IllegalStateException(count + " of " + size + " values, cleared: " + cleared);
        }
        return Arrays.copyOf(values, count);
    }

    @Override
    public void clear(int count) {
        cleared = count;
    }

    int size() {
        return size;
    }

    int cleared() {
        return cleared;
    }

    HeapHistory copy() {
        HeapHistory copy = new HeapHistory();
        copy.values = values.clone();
        copy.size = size;
        copy.cleared = cleared;
        return copy;
    }
}
