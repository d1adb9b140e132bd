package io.vigia.models.reference;

import io.vigia.models.reference.Recurrence.Attributes;
import org.jspecify.annotations.Nullable;

/** Convolution and pooling over one dimension: [1, channels, steps]. */
final class Convolution {
    private Convolution() {}

    static DoubleTensor of(Attributes attributes, DoubleTensor in, DoubleTensor kernel, @Nullable DoubleTensor bias) {
        var walk = new Walk(attributes, in, kernel.shape()[2]);
        int outChannels = kernel.shape()[0];
        int perGroup = kernel.shape()[1];
        int groups = (int) attributes.integer("group", 1);
        double[] out = new double[outChannels * walk.count];
        for (int channel = 0; channel < outChannels; channel++) {
            int first = channel / (outChannels / groups) * perGroup;
            for (int i = 0; i < walk.count; i++) {
                double sum = bias == null ? 0 : bias.values()[channel];
                for (int c = 0; c < perGroup; c++) {
                    for (int k = 0; k < walk.width; k++) {
                        double weight = kernel.values()[(channel * perGroup + c) * walk.width + k];
                        int at = walk.place(i, k);
                        sum += at < 0 ? 0 : weight * in.values()[(first + c) * walk.steps + at];
                    }
                }
                out[channel * walk.count + i] = sum;
            }
        }
        return DoubleTensor.of(out, 1, outChannels, walk.count);
    }

    /** Spreads each step over the kernel's width; what steps share is added up. */
    static DoubleTensor transposed(
            Attributes attributes, DoubleTensor in, DoubleTensor kernel, @Nullable DoubleTensor bias) {
        if (in.rank() != 3
                || attributes.integer("group", 1) != 1
                || !attributes.text("auto_pad", "NOTSET").equals("NOTSET")
                || !attributes.integers("output_shape").isEmpty()) {
            throw new UnknownOperatorException("a transposed convolution with options");
        }
        int channels = in.shape()[1];
        int steps = in.shape()[2];
        int outChannels = kernel.shape()[1];
        int width = kernel.shape()[2];
        int stride = place(attributes, "strides", 0, 1);
        int dilation = place(attributes, "dilations", 0, 1);
        int before = place(attributes, "pads", 0, 0);
        int count = (steps - 1) * stride
                + dilation * (width - 1)
                + 1
                + place(attributes, "output_padding", 0, 0)
                - before
                - place(attributes, "pads", 1, 0);
        double[] out = new double[Math.multiplyExact(outChannels, count)];
        for (int at = 0; at < out.length; at++) {
            out[at] = bias == null ? 0 : bias.values()[at / count];
        }
        for (int c = 0; c < channels; c++) {
            for (int i = 0; i < steps; i++) {
                for (int o = 0; o < outChannels; o++) {
                    for (int k = 0; k < width; k++) {
                        int at = i * stride + k * dilation - before;
                        if (at >= 0 && at < count) {
                            out[o * count + at] +=
                                    in.values()[c * steps + i] * kernel.values()[(c * outChannels + o) * width + k];
                        }
                    }
                }
            }
        }
        return DoubleTensor.of(out, 1, outChannels, count);
    }

    private static int place(Attributes attributes, String name, int place, int absent) {
        var all = attributes.integers(name);
        return all.size() > place ? all.get(place).intValue() : absent;
    }

    static DoubleTensor pool(Attributes attributes, DoubleTensor in, boolean max) {
        var walk = new Walk(
                attributes, in, attributes.integers("kernel_shape").get(0).intValue());
        int channels = in.shape()[1];
        double[] out = new double[channels * walk.count];
        for (int channel = 0; channel < channels; channel++) {
            for (int i = 0; i < walk.count; i++) {
                double most = Double.NEGATIVE_INFINITY;
                double sum = 0;
                int seen = 0;
                for (int k = 0; k < walk.width; k++) {
                    int at = walk.place(i, k);
                    if (at >= 0) {
                        double value = in.values()[channel * walk.steps + at];
                        most = Math.max(most, value);
                        sum += value;
                        seen++;
                    }
                }
                out[channel * walk.count + i] = max ? most : sum / seen;
            }
        }
        return DoubleTensor.of(out, 1, channels, walk.count);
    }

    /** Where a kernel stands. */
    private static final class Walk {
        final int steps;
        final int width;
        final int count;
        private final int stride;
        private final int dilation;
        private final int before;

        Walk(Attributes attributes, DoubleTensor in, int width) {
            if (in.rank() != 3 || !attributes.text("auto_pad", "NOTSET").equals("NOTSET")) {
                throw new UnknownOperatorException("a convolution over other than one dimension");
            }
            steps = in.shape()[2];
            this.width = width;
            stride = Convolution.place(attributes, "strides", 0, 1);
            dilation = Convolution.place(attributes, "dilations", 0, 1);
            before = Convolution.place(attributes, "pads", 0, 0);
            count = (before + steps + Convolution.place(attributes, "pads", 1, 0) - dilation * (width - 1) - 1) / stride
                    + 1;
        }

        /** The step under place {@code k} of the kernel; −1 in the padding. */
        int place(int at, int k) {
            int place = at * stride + k * dilation - before;
            return place < steps ? Math.max(place, -1) : -1;
        }
    }
}
