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
            stride = first(attributes, "strides", 1);
            dilation = first(attributes, "dilations", 1);
            before = first(attributes, "pads", 0);
            var pads = attributes.integers("pads");
            int after = pads.size() > 1 ? pads.get(1).intValue() : 0;
            count = (before + steps + after - dilation * (width - 1) - 1) / stride + 1;
        }

        private static int first(Attributes attributes, String name, int absent) {
            var all = attributes.integers(name);
            return all.isEmpty() ? absent : all.get(0).intValue();
        }

        /** The step under place {@code k} of the kernel; −1 in the padding. */
        int place(int at, int k) {
            int place = at * stride + k * dilation - before;
            return place < steps ? Math.max(place, -1) : -1;
        }
    }
}
