package io.vigia.models.keras;

import static io.vigia.models.OnnxGraph.attribute;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * An activation function.
 *
 * @param name as Keras calls it
 * @param slope of the hard sigmoid: 0.2 in Keras 2, 1/6 in Keras 3
 */
record Activation(LayerConfig config, String option, String name, double slope) {
    private static final String REMEDY =
            "Train with one of tanh, sigmoid, hard_sigmoid, relu, leaky_relu, elu, softplus, softsign, linear.";

    /** The function that {@code option} names; {@code absent} where the layer does not say. */
    static Activation of(KerasLayer layer, String option, String absent) {
        var node = layer.config().optional(option);
        String name = node == null ? absent : name(layer.config(), option, node);
        return new Activation(layer.config(), option, name, layer.two() ? 0.2 : 1.0 / 6);
    }

    private static String name(LayerConfig config, String option, JsonNode node) {
        var plain = node.isObject() ? node.path("config") : node;
        if (!plain.isString()) {
            throw config.refused(option + " is " + LayerConfig.shown(node) + ", which is not supported", REMEDY);
        }
        return plain.stringValue();
    }

    /** How a recurrent operator of ONNX calls it, with its two parameters; NaN where it has none. */
    record Recurrent(String name, float alpha, float beta) {
        static Recurrent plain(String name) {
            return new Recurrent(name, Float.NaN, Float.NaN);
        }
    }

    Recurrent recurrent() {
        return switch (name) {
            case "tanh" -> Recurrent.plain("Tanh");
            case "sigmoid" -> Recurrent.plain("Sigmoid");
            case "relu" -> Recurrent.plain("Relu");
            case "softplus" -> Recurrent.plain("Softplus");
            case "softsign" -> Recurrent.plain("Softsign");
            case "linear" -> new Recurrent("Affine", 1, 0);
            case "elu" -> new Recurrent("Elu", 1, Float.NaN);
            case "leaky_relu" -> new Recurrent("LeakyRelu", 0.2f, Float.NaN);
            case "hard_sigmoid" -> new Recurrent("HardSigmoid", (float) slope, 0.5f);
            default -> throw unknown();
        };
    }

    /** As {@link #apply}, for those functions alone that a recurrent layer may have. */
    Signal applyRecurrent(Nodes nodes, Signal in) {
        recurrent();
        return apply(nodes, in);
    }

    Signal apply(Nodes nodes, Signal in) {
        return switch (name) {
            case "linear" -> in;
            case "relu" -> nodes.map("Relu", in);
            case "tanh" -> nodes.map("Tanh", in);
            case "sigmoid" -> sigmoid(nodes, in);
            case "softplus" -> softplus(nodes, in);
            case "softsign" -> nodes.map("Softsign", in);
            case "selu" -> nodes.map("Selu", in);
            case "elu" -> nodes.map("Elu", in);
            case "exponential" -> nodes.map("Exp", in);
            case "leaky_relu" -> nodes.map("LeakyRelu", in, attribute("alpha", 0.2f));
            case "softmax" -> nodes.map("Softmax", in, attribute("axis", -1));
            case "log_softmax" -> nodes.map("LogSoftmax", in, attribute("axis", -1));
            case "relu6" -> clip(nodes, in, 0, 6);
            case "hard_sigmoid" -> hardSigmoid(nodes, in);
            case "swish", "silu" -> times(nodes, in, sigmoid(nodes, in));
            case "hard_swish", "hard_silu" -> times(nodes, in, hardSigmoid(nodes, in));
            case "mish" -> times(nodes, in, nodes.map("Tanh", softplus(nodes, in)));
            case "gelu" -> gelu(nodes, in);
            default -> throw unknown();
        };
    }

    /** 1 / (1 + exp(−x)): the runtime's own is relatively far off below −8. */
    private static Signal sigmoid(Nodes nodes, Signal in) {
        if (!nodes.exact()) {
            return nodes.map("Sigmoid", in);
        }
        var grown = nodes.map("Exp", nodes.map("Neg", in));
        return nodes.map("Reciprocal", nodes.with("Add", grown, nodes.constant(1)));
    }

    /**
     * max(x, 0) + log(1 + e) where e = exp(−|x|), and log(1 + e) = 2 · atanh(e / (2 + e)): the runtime's own overflows in
     * a recurrent layer above 88.
     */
    private static Signal softplus(Nodes nodes, Signal in) {
        if (!nodes.exact()) {
            return nodes.map("Softplus", in);
        }
        var small = nodes.map("Exp", nodes.map("Neg", nodes.map("Abs", in)));
        var ratio = nodes.with(
                "Div", small, nodes.with("Add", small, nodes.constant(2)).tensor());
        var log = nodes.with("Mul", nodes.map("Atanh", ratio), nodes.constant(2));
        return nodes.with("Add", nodes.map("Relu", in), log.tensor());
    }

    /** Hard swish and hard silu exist in Keras 3 alone. */
    private Signal hardSigmoid(Nodes nodes, Signal in) {
        return nodes.map("HardSigmoid", in, attribute("alpha", (float) slope), attribute("beta", 0.5f));
    }

    static Signal clip(Nodes nodes, Signal in, double low, double high) {
        var bounds = List.of(in.tensor(), nodes.constant(low), nodes.constant(high));
        return new Signal(
                nodes.add("Max", List.of(nodes.add("Min", List.of(bounds.get(0), bounds.get(2))), bounds.get(1))),
                in.shape());
    }

    private static Signal times(Nodes nodes, Signal one, Signal other) {
        return nodes.with("Mul", one, other.tensor());
    }

    /** x/2 · (1 + erf(x/√2)). */
    private static Signal gelu(Nodes nodes, Signal in) {
        var erf = nodes.map("Erf", nodes.with("Mul", in, nodes.constant(Math.sqrt(0.5))));
        return times(nodes, nodes.with("Mul", in, nodes.constant(0.5)), nodes.with("Add", erf, nodes.constant(1)));
    }

    private RuntimeException unknown() {
        return config.refused(option + " is " + name + ", which is not supported", REMEDY);
    }
}
