package io.vigia.models.pickle;

import java.util.List;

/**
 * What joblib's {@code NumpyArrayWrapper} says of the array that follows it.
 *
 * @param shape as many dimensions as there are
 * @param aligned true where a byte with the length of a padding, and the padding, stand before the numbers
 */
record InlineArray(NumpyType type, List<?> shape, boolean aligned, PickleBytes in) {
    static InlineArray of(PickledObject wrapper, PickleBytes in) {
        var attributes = wrapper.attributes();
        if (attributes.get("dtype") instanceof NumpyType type && attributes.get("shape") instanceof List<?> shape) {
            boolean aligned = attributes.get("numpy_array_alignment_bytes") instanceof Long;
            return new InlineArray(type, shape, aligned, in);
        }
        throw in.refused("has an array of joblib's without type or shape");
    }

    /** @param skip reads past a pickle that stands at the current place */
    NumpyArray read(Runnable skip) {
        if (type.objects()) {
            skip.run();
            return new NumpyArray();
        }
        if (aligned) {
            in.take(in.unsignedByte());
        }
        return NumpyArray.of(type.numbers(in.take(bytes()), in));
    }

    private long bytes() {
        long bytes = type.size();
        for (Object size : shape) {
            if (!(size instanceof Long length) || length < 0 || length > Integer.MAX_VALUE) {
                throw in.refused("has an array with a dimension that is no whole number of 32 bits");
            }
            bytes = Math.min(bytes * length, Long.MAX_VALUE >> 32);
        }
        return bytes;
    }
}
