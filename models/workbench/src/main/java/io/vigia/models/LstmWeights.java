package io.vigia.models;

/**
 * The numbers of a network of one LSTM layer over a window of single values, and a dense layer from its last output to
 * one prediction. Matrices are row by row; rows of the LSTM stand gate after gate: input, forget, cell, output
 * (PyTorch's and Keras' order).
 *
 * @param window values in one window, W
 * @param units outputs of the LSTM, H
 * @param input {@code 4H × 1}
 * @param recurrent {@code 4H × H}
 * @param bias {@code 4H}
 * @param dense {@code 1 × H}
 * @param denseBias {@code 1}
 */
public record LstmWeights(
        int window, int units, float[] input, float[] recurrent, float[] bias, float[] dense, float[] denseBias) {
    static final int GATES = 4;

    public LstmWeights {
        requireLength("input", input, GATES * units);
        requireLength("recurrent", recurrent, GATES * units * units);
        requireLength("bias", bias, GATES * units);
        requireLength("dense", dense, units);
        requireLength("denseBias", denseBias, 1);
    }

    /** How many numbers were learnt. */
    public int parameters() {
        return input.length + recurrent.length + bias.length + dense.length + denseBias.length;
    }

    private static void requireLength(String name, float[] weights, int expected) {
        if (weights.length != expected) {
            throw new IllegalArgumentException(
                    "%s holds %d weights where the layer has %d".formatted(name, weights.length, expected));
        }
    }
}
