package io.vigia.models.keras;

import static io.vigia.models.OnnxGraph.attribute;

import java.util.Arrays;
import java.util.List;

/** Layers that look at one step, or at the shape, alone. */
final class PlainLayers {
    private PlainLayers() {}

    /** Works on the last dimension, whatever stands before it. */
    static Signal dense(KerasLayer layer, Nodes nodes, Signal in) {
        int units = layer.config().count("units");
        boolean bias = layer.config().flag("use_bias", true);
        int[] kernel = {in.last(), units};
        var weights = bias ? layer.weights(kernel, new int[] {units}) : layer.weights(new int[][] {kernel});
        String product = nodes.add(
                "MatMul", List.of(in.tensor(), nodes.constant(weights.get(0).values(), in.last(), units)));
        var out = new Signal(product, in.shapeWithLast(units));
        return bias ? nodes.with("Add", out, nodes.constant(weights.get(1).values(), units)) : out;
    }

    static Signal reshape(KerasLayer layer, Nodes nodes, Signal in) {
        var target = layer.config().required("target_shape");
        int[] shape = target.valueStream().mapToInt(size -> size.asInt(0)).toArray();
        int known = Arrays.stream(shape).filter(size -> size != -1).reduce(1, (a, b) -> a * b);
        for (int i = 0; i < shape.length; i++) {
            shape[i] = shape[i] == -1 && known > 0 ? in.size() / known : shape[i];
        }
        if (shape.length == 0
                || Arrays.stream(shape).anyMatch(size -> size < 1)
                || Arrays.stream(shape).reduce(1, (a, b) -> a * b) != in.size()) {
            throw layer.config()
                    .refused(
                            "target_shape is %s, which %s does not fit"
                                    .formatted(LayerConfig.shown(target), Arrays.toString(in.shape())),
                            "Save the model again with model.save.");
        }
        return nodes.reshape(in, shape);
    }

    static Signal repeat(KerasLayer layer, Nodes nodes, Signal in) {
        int times = layer.config().count("n");
        if (in.rank() != 1) {
            throw layer.config()
                    .refused(
                            "repeats a vector, but receives the shape " + Arrays.toString(in.shape()),
                            "Give the recurrent layer before it return_sequences=False.");
        }
        String one = nodes.add("Unsqueeze", List.of(in.tensor(), nodes.integers(1)));
        return new Signal(nodes.add("Expand", List.of(one, nodes.integers(1, times, 1))), times, in.last());
    }

    /** max_value where it is reached; below 0 a slope. */
    static Signal relu(KerasLayer layer, Nodes nodes, Signal in) {
        var config = layer.config();
        if (config.number("threshold", 0) != 0) {
            throw config.refused("has a threshold other than 0, which is not supported", "Train with threshold 0.");
        }
        var out = nodes.map("LeakyRelu", in, attribute("alpha", config.number("negative_slope", 0)));
        return config.optional("max_value") == null
                ? out
                : nodes.with("Min", out, nodes.constant(config.number("max_value", 0)));
    }

    /** Keras 2 calls the slope alpha. */
    static Signal leaky(KerasLayer layer, Nodes nodes, Signal in) {
        float slope = layer.config().number("negative_slope", layer.config().number("alpha", 0.3));
        return nodes.map("LeakyRelu", in, attribute("alpha", slope));
    }

    static Signal softmax(KerasLayer layer, Nodes nodes, Signal in) {
        requireLastAxis(layer, in);
        return nodes.map("Softmax", in, attribute("axis", -1));
    }

    /** With the moving averages of the training, it is one multiplication and one addition. */
    static Signal batchNormalization(KerasLayer layer, Nodes nodes, Signal in) {
        requireLastAxis(layer, in);
        var config = layer.config();
        boolean scale = config.flag("scale", true);
        boolean center = config.flag("center", true);
        int arrays = 2 + (scale ? 1 : 0) + (center ? 1 : 0);
        int[][] shapes = new int[arrays][];
        Arrays.fill(shapes, new int[] {in.last()});
        var weights = layer.weights(shapes);
        float[] factors = new float[in.last()];
        float[] offsets = new float[in.last()];
        for (int i = 0; i < factors.length; i++) {
            double deviation = Math.sqrt(weights.get(arrays - 1).values()[i] + (double) config.number("epsilon", 1e-3));
            double factor = (scale ? weights.get(0).values()[i] : 1) / deviation;
            factors[i] = (float) factor;
            double offset = center ? weights.get(scale ? 1 : 0).values()[i] : 0;
            offsets[i] = (float) (offset - weights.get(arrays - 2).values()[i] * factor);
        }
        var scaled = nodes.with("Mul", in, nodes.constant(factors, factors.length));
        return nodes.with("Add", scaled, nodes.constant(offsets, offsets.length));
    }

    static Signal layerNormalization(KerasLayer layer, Nodes nodes, Signal in) {
        requireLastAxis(layer, in);
        var config = layer.config();
        config.refuse("rms_scaling", "Train with rms_scaling=False.");
        boolean scale = config.flag("scale", true);
        boolean center = config.flag("center", true);
        int[][] shapes = new int[(scale ? 1 : 0) + (center ? 1 : 0)][];
        Arrays.fill(shapes, new int[] {in.last()});
        var weights = layer.weights(shapes);
        var centered = nodes.with("Sub", in, mean(nodes, in));
        var variance = new Signal(mean(nodes, nodes.with("Mul", centered, centered.tensor())), in.shapeWithLast(1));
        var steady = nodes.with("Add", variance, nodes.constant(config.number("epsilon", 1e-3)));
        var out = nodes.with("Div", centered, nodes.map("Sqrt", steady).tensor());
        out = scale ? nodes.with("Mul", out, nodes.constant(weights.get(0).values(), in.last())) : out;
        return center
                ? nodes.with(
                        "Add",
                        out,
                        nodes.constant(weights.get(shapes.length - 1).values(), in.last()))
                : out;
    }

    /** x · scale + offset. */
    static Signal rescaling(KerasLayer layer, Nodes nodes, Signal in) {
        var scaled = nodes.with("Mul", in, nodes.constant(layer.config().number("scale", 1)));
        return nodes.with("Add", scaled, nodes.constant(layer.config().number("offset", 0)));
    }

    /** (x − mean) / deviation, of what the layer saw in adapt or was given. */
    static Signal normalization(KerasLayer layer, Nodes nodes, Signal in) {
        var config = layer.config();
        config.refuse("invert", "Train with invert=False.");
        var learnt = layer.weights();
        double[] mean = learnt.size() >= 2 ? doubles(learnt.get(0)) : given(config, "mean");
        double[] variance = learnt.size() >= 2 ? doubles(learnt.get(1)) : given(config, "variance");
        if (mean.length != variance.length || mean.length != 1 && mean.length != in.last()) {
            throw config.refused(
                    "has %d means and %d variances for %d features".formatted(mean.length, variance.length, in.last()),
                    "Call adapt on the training data, and save the model again with model.save.");
        }
        float[] means = new float[mean.length];
        float[] deviations = new float[mean.length];
        for (int i = 0; i < means.length; i++) {
            means[i] = (float) mean[i];
            deviations[i] = (float) Math.max(Math.sqrt(variance[i]), 1e-7);
        }
        var centered = nodes.with("Sub", in, nodes.constant(means, means.length));
        return nodes.with("Div", centered, nodes.constant(deviations, deviations.length));
    }

    private static double[] doubles(Weights weights) {
        double[] values = new double[weights.values().length];
        Arrays.setAll(values, i -> weights.values()[i]);
        return values;
    }

    /** A number, or numbers within lists. */
    private static double[] given(LayerConfig config, String option) {
        var node = config.required(option);
        while (node.isArray() && node.size() == 1) {
            node = node.get(0);
        }
        return node.isArray()
                ? node.valueStream()
                        .mapToDouble(value -> value.asDouble(Double.NaN))
                        .toArray()
                : new double[] {node.asDouble(Double.NaN)};
    }

    private static String mean(Nodes nodes, Signal in) {
        return nodes.add("ReduceMean", List.of(in.tensor()), attribute("axes", List.of(-1L)), attribute("keepdims", 1));
    }

    private static void requireLastAxis(KerasLayer layer, Signal in) {
        var axis = layer.config().optional("axis");
        var one = axis != null && axis.isArray() && axis.size() == 1 ? axis.get(0) : axis;
        if (one != null && one.asInt(0) != -1 && one.asInt(0) != in.rank()) {
            throw layer.config()
                    .refused("axis is " + LayerConfig.shown(one) + ", which is not supported", "Train with axis=-1.");
        }
    }
}
