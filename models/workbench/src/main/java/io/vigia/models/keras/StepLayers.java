package io.vigia.models.keras;

import static io.vigia.models.OnnxGraph.attribute;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Layers that look at a few neighbouring steps: convolution and pooling over one dimension. */
final class StepLayers {
    private StepLayers() {}

    static Signal convolution(KerasLayer layer, Nodes nodes, Signal in) {
        var config = requireSteps(layer, in);
        int filters = config.count("filters");
        int width = first(config, "kernel_size", 1);
        int groups = config.optional("groups") == null ? 1 : config.count("groups");
        int channels = in.last() / groups;
        boolean bias = config.flag("use_bias", true);
        int[] kernel = {width, channels, filters};
        var weights = bias ? layer.weights(kernel, new int[] {filters}) : layer.weights(new int[][] {kernel});
        var window = new SlidingWindow(config, in.shape()[0], width, first(config, "strides", 1));
        var inputs = new ArrayList<>(List.of(
                nodes.swapFeatures(in.tensor()), nodes.constant(turned(weights.get(0)), filters, channels, width)));
        if (bias) {
            inputs.add(nodes.constant(weights.get(1).values(), filters));
        }
        String out = nodes.add(
                "Conv",
                inputs,
                attribute("kernel_shape", List.of((long) width)),
                attribute("group", groups),
                attribute("dilations", List.of((long) window.dilation)),
                window.strides(),
                window.pads());
        return new Signal(nodes.swapFeatures(out), window.count(), filters);
    }

    /** The other way round: each step becomes as many as the stride says. */
    static Signal transposed(KerasLayer layer, Nodes nodes, Signal in) {
        var config = requireSteps(layer, in);
        int filters = config.count("filters");
        int width = first(config, "kernel_size", 1);
        int stride = first(config, "strides", 1);
        String padding = config.text("padding", "valid");
        if (first(config, "dilation_rate", 1) != 1 || config.optional("output_padding") != null) {
            throw config.refused("has a dilation or an output_padding, which is not supported", "Train without.");
        }
        if (!padding.equals("valid") && !padding.equals("same")) {
            throw config.refused("padding is " + padding + ", which is not supported", "Train with valid or same.");
        }
        boolean bias = config.flag("use_bias", true);
        int[] kernel = {width, filters, in.last()};
        var weights = bias ? layer.weights(kernel, new int[] {filters}) : layer.weights(new int[][] {kernel});
        var inputs = new ArrayList<>(List.of(
                nodes.swapFeatures(in.tensor()), nodes.constant(turned(weights.get(0)), in.last(), filters, width)));
        if (bias) {
            inputs.add(nodes.constant(weights.get(1).values(), filters));
        }
        int cut = padding.equals("same") ? Math.max(0, width - stride) : 0;
        String out = nodes.add(
                "ConvTranspose",
                inputs,
                attribute("kernel_shape", List.of((long) width)),
                attribute("strides", List.of((long) stride)),
                attribute("pads", List.of((long) cut / 2, (long) cut - cut / 2)),
                attribute("output_padding", List.of((long) Math.max(0, stride - width))));
        int steps = in.shape()[0] * stride + Math.max(0, width - stride) - cut;
        return new Signal(nodes.swapFeatures(out), steps, filters);
    }

    /** Each step as many times as the size says. */
    static Signal repeatSteps(KerasLayer layer, Nodes nodes, Signal in) {
        int times = first(requireSteps(layer, in), "size", 2);
        String one = nodes.add("Unsqueeze", List.of(in.tensor(), nodes.integers(2)));
        String many = nodes.add("Expand", List.of(one, nodes.integers(1, 1, times, 1)));
        return nodes.reshape(new Signal(many, in.shape()[0], times, in.last()), in.shape()[0] * times, in.last());
    }

    /** Leaves steps out at both ends. */
    static Signal crop(KerasLayer layer, Nodes nodes, Signal in) {
        var config = requireSteps(layer, in);
        var ends = ends(config, "cropping");
        int left = in.shape()[0] - ends.before - ends.after;
        if (left < 1) {
            throw config.refused(
                    "crops all of the " + in.shape()[0] + " steps", "Save the model again with model.save.");
        }
        String out = nodes.add(
                "Slice",
                List.of(
                        in.tensor(),
                        nodes.integers(ends.before),
                        nodes.integers((long) ends.before + left),
                        nodes.integers(1)));
        return new Signal(out, left, in.last());
    }

    /** Puts steps of zeros at both ends: a convolution does that, and one with the single weight 1 does nothing else. */
    static Signal padded(KerasLayer layer, Nodes nodes, Signal in) {
        var ends = ends(requireSteps(layer, in), "padding");
        float[] ones = new float[in.last()];
        Arrays.fill(ones, 1);
        String out = nodes.add(
                "Conv",
                List.of(nodes.swapFeatures(in.tensor()), nodes.constant(ones, in.last(), 1, 1)),
                attribute("kernel_shape", List.of(1L)),
                attribute("group", in.last()),
                attribute("pads", List.of((long) ends.before, (long) ends.after)));
        return new Signal(nodes.swapFeatures(out), in.shape()[0] + ends.before + ends.after, in.last());
    }

    /** Numbers of steps at the two ends. */
    private record Ends(int before, int after) {}

    /** One number for both ends, or one for each. */
    private static Ends ends(LayerConfig config, String option) {
        var node = config.required(option);
        var before = node.isArray() ? node.path(0) : node;
        var after = node.isArray() ? node.path(1) : node;
        if (node.isArray() && node.size() != 2 || !isEnd(before) || !isEnd(after)) {
            throw config.refused(
                    option + " is " + LayerConfig.shown(node) + "; must be one or two whole numbers from 0 to 4096",
                    "Save the model again with model.save.");
        }
        return new Ends(before.intValue(), after.intValue());
    }

    private static boolean isEnd(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToInt() && node.intValue() >= 0 && node.intValue() <= 4096;
    }

    /** [width, channels, filters] as [filters, channels, width]. */
    private static float[] turned(Weights kernel) {
        int width = kernel.shape()[0];
        int channels = kernel.shape()[1];
        int filters = kernel.shape()[2];
        float[] turned = new float[kernel.values().length];
        for (int at = 0; at < turned.length; at++) {
            int filter = at % filters;
            int channel = at / filters % channels;
            int place = at / filters / channels;
            turned[(filter * channels + channel) * width + place] = kernel.values()[at];
        }
        return turned;
    }

    /** @param operator MaxPool or AveragePool */
    static Signal pool(KerasLayer layer, Nodes nodes, Signal in, String operator) {
        var config = requireSteps(layer, in);
        int width = first(config, "pool_size", 2);
        var window = new SlidingWindow(config, in.shape()[0], width, first(config, "strides", width));
        String out = nodes.add(
                operator,
                List.of(nodes.swapFeatures(in.tensor())),
                attribute("kernel_shape", List.of((long) width)),
                window.strides(),
                window.pads());
        return new Signal(nodes.swapFeatures(out), window.count(), in.last());
    }

    /** Over all steps at once. */
    static Signal poolAll(KerasLayer layer, Nodes nodes, Signal in, String operator) {
        var config = requireSteps(layer, in);
        long steps = in.shape()[0];
        String out = nodes.add(
                operator, List.of(nodes.swapFeatures(in.tensor())), attribute("kernel_shape", List.of(steps)));
        var pooled = new Signal(nodes.swapFeatures(out), 1, in.last());
        return config.flag("keepdims", false) ? pooled : nodes.reshape(pooled, in.last());
    }

    private static LayerConfig requireSteps(KerasLayer layer, Signal in) {
        var config = layer.config();
        if (in.rank() != 2) {
            throw config.refused(
                    "takes steps of features, but receives the shape " + Arrays.toString(in.shape()),
                    "Give the layer before it an output of steps.");
        }
        if (!config.text("data_format", "channels_last").equals("channels_last")) {
            throw config.refused("has its channels first, which is not supported", "Train with channels_last.");
        }
        return config;
    }

    /** A number, alone or in a list of one. */
    private static int first(LayerConfig config, String option, int absent) {
        var node = config.optional(option);
        if (node == null) {
            return absent;
        }
        var number = node.isArray() && node.size() == 1 ? node.get(0) : node;
        if (!number.isIntegralNumber()
                || !number.canConvertToInt()
                || number.intValue() < 1
                || number.intValue() > 4096) {
            throw config.refused(
                    option + " is " + LayerConfig.shown(node) + "; expected a whole number from 1 to 4096",
                    "Save the model again with model.save.");
        }
        return number.intValue();
    }

    /** Where a kernel stands on the steps. */
    private static final class SlidingWindow {
        final int dilation;
        private final int steps;
        private final int reach;
        private final int stride;
        private final int before;
        private final int after;

        SlidingWindow(LayerConfig config, int steps, int width, int stride) {
            this.steps = steps;
            this.stride = stride;
            dilation = first(config, "dilation_rate", 1);
            reach = dilation * (width - 1) + 1;
            String padding = config.text("padding", "valid");
            int missing = Math.max(0, ((steps + stride - 1) / stride - 1) * stride + reach - steps);
            switch (padding) {
                case "valid" -> before = 0;
                case "same" -> before = missing / 2;
                case "causal" -> before = reach - 1;
                default ->
                    throw config.refused(
                            "padding is " + padding + ", which is not supported", "Train with valid, same or causal.");
            }
            after = padding.equals("same") ? missing - before : 0;
            if (count() < 1) {
                throw config.refused(
                        "has a kernel over " + reach + " steps, but receives " + steps, "Train with a longer window.");
            }
        }

        int count() {
            return Math.floorDiv(steps + before + after - reach, stride) + 1;
        }

        AttributeProto strides() {
            return attribute("strides", List.of((long) stride));
        }

        AttributeProto pads() {
            return attribute("pads", List.of((long) before, (long) after));
        }
    }
}
