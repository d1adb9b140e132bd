package io.vigia.models.keras;

import java.util.Arrays;

/**
 * What flows between two layers.
 *
 * @param tensor its name in the graph
 * @param shape its sizes, without the batch
 */
record Signal(String tensor, int... shape) {
    int rank() {
        return shape.length;
    }

    int last() {
        return shape[shape.length - 1];
    }

    /** How many numbers it holds for one window; the largest int where there are more. */
    int size() {
        return (int) Arrays.stream(shape).asLongStream().reduce(1, (a, b) -> Math.min(a * b, Integer.MAX_VALUE));
    }

    /** The same shape, but for the last size. */
    int[] shapeWithLast(int size) {
        int[] changed = shape.clone();
        changed[changed.length - 1] = size;
        return changed;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Signal that && tensor.equals(that.tensor) && Arrays.equals(shape, that.shape);
    }

    @Override
    public int hashCode() {
        return 31 * tensor.hashCode() + Arrays.hashCode(shape);
    }

    @Override
    public String toString() {
        return tensor + Arrays.toString(shape);
    }
}
