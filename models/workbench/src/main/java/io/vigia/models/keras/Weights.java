package io.vigia.models.keras;

import java.util.Arrays;

/** An array of weights, row by row. */
record Weights(float[] values, int[] shape) {
    /** Refuses another shape, and what is not finite. */
    void require(LayerConfig config, int place, int... expected) {
        if (!Arrays.equals(shape, expected)) {
            throw config.refused(
                    "has weights (number %d) of shape %s; its options require %s"
                            .formatted(place, Arrays.toString(shape), Arrays.toString(expected)),
                    "The weights do not belong to this configuration; save the model again with model.save.");
        }
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw config.refused(
                        "has the weight %s (number %d, place %d)".formatted(values[i], place, i),
                        "The training diverged; train again, with a lower learning rate, and without gaps in the data.");
            }
        }
    }

    /** The same numbers, column by column. */
    float[] transposed() {
        int rows = shape[0];
        int columns = shape[1];
        float[] transposed = new float[values.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                transposed[column * rows + row] = values[row * columns + column];
            }
        }
        return transposed;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Weights that && Arrays.equals(values, that.values) && Arrays.equals(shape, that.shape);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(values) + Arrays.hashCode(shape);
    }

    @Override
    public String toString() {
        return "Weights" + Arrays.toString(shape);
    }
}
