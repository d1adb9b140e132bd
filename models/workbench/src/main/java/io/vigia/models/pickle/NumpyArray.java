package io.vigia.models.pickle;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A numpy array of numbers, in the order of memory; of an array of Python objects only its being there is kept. */
final class NumpyArray {
    private double[] numbers = {};

    static NumpyArray of(double[] numbers) {
        NumpyArray array = new NumpyArray();
        array.numbers = numbers;
        return array;
    }

    /** Takes what {@code ndarray.__setstate__} takes: version, shape, type, order, and bytes (of Python 2: letters) or a list. */
    void fill(List<?> state, PickleBytes at) {
        if (state.size() != 5 || !(state.get(2) instanceof NumpyType type)) {
            throw at.refused("has a numpy array in an unknown format");
        }
        if (state.get(4) instanceof byte[] raw) {
            numbers = type.numbers(raw, at);
        } else if (state.get(4) instanceof String letters && !type.objects()) {
            at.copy(letters.length());
            numbers = type.numbers(letters.getBytes(StandardCharsets.ISO_8859_1), at);
        } else if (!type.objects()) {
            throw at.refused("has a numpy array without numbers");
        }
    }

    double[] numbers() {
        return numbers;
    }
}
