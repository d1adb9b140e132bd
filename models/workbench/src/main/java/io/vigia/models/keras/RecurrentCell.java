package io.vigia.models.keras;

import static io.vigia.models.OnnxGraph.attribute;
import static io.vigia.models.OnnxGraph.texts;

import ai.onnx.proto.OnnxMl.AttributeProto;
import io.vigia.models.OnnxGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One LSTM, GRU or SimpleRNN in one direction, as one operator of ONNX. */
final class RecurrentCell {
    private static final String STATELESS =
            "Each window is scored separately; build the same model without this option, copy the weights with"
                    + " set_weights, and save it.";

    /** Which of Keras' gates stands where ONNX wants one: Keras has input, forget, cell, output; ONNX input, output, forget, cell. */
    private static final int[] LSTM_GATES = {0, 3, 1, 2};

    private static final int[] GRU_GATES = {0, 1, 2};
    private static final int[] ONE_GATE = {0};

    private final KerasLayer layer;
    private final String operator;
    private final int[] gates;
    private final int units;

    private RecurrentCell(KerasLayer layer, String operator, int[] gates) {
        this.layer = layer;
        this.operator = operator;
        this.gates = gates;
        units = layer.config().count("units");
        for (String option : List.of("stateful", "return_state", "time_major")) {
            layer.config().refuse(option, STATELESS);
        }
    }

    static boolean isOne(String type) {
        return List.of("LSTM", "GRU", "SimpleRNN").contains(type);
    }

    static RecurrentCell of(KerasLayer layer) {
        return switch (layer.type()) {
            case "LSTM" -> new RecurrentCell(layer, "LSTM", LSTM_GATES);
            case "GRU" -> new RecurrentCell(layer, "GRU", GRU_GATES);
            default -> new RecurrentCell(layer, "RNN", ONE_GATE);
        };
    }

    /** True where an output comes for each step, and not for the last alone. */
    boolean sequences() {
        return layer.config().flag("return_sequences", false);
    }

    /** How many arrays of weights the cell has. */
    int arrays() {
        return layer.config().flag("use_bias", true) ? 3 : 2;
    }

    /** Keras gives the steps to a backward cell newest first, and answers them in that order. */
    Signal apply(Nodes nodes, Signal in) {
        if (in.rank() != 2) {
            throw layer.config()
                    .refused(
                            "takes steps of features, but receives the shape " + Arrays.toString(in.shape()),
                            "Give the recurrent layer before it return_sequences=True.");
        }
        var steps = layer.config().flag("go_backwards", false) ? nodes.reverseTime(in) : in;
        if (nodes.exact()) {
            return exact(nodes, nodes.swapTime(steps.tensor()), in);
        }
        var inputs = inputs(nodes, nodes.swapTime(steps.tensor()), in.last());
        return sequences() ? all(nodes, inputs, in.shape()[0]) : last(nodes, inputs);
    }

    private Signal exact(Nodes nodes, String steps, Signal in) {
        var weights = layer.weights(shapes(in.last()));
        var candidate = Activation.of(layer, "activation", "tanh");
        var gate = Activation.of(layer, "recurrent_activation", "sigmoid");
        var cell = new ScannedCell(operator, units, resetAfter(), gate, candidate);
        var ends = cell.apply(nodes, steps, weights);
        return sequences()
                ? new Signal(nodes.swapTime(ends.all()), in.shape()[0], units)
                : new Signal(ends.last(), units);
    }

    private Signal all(Nodes nodes, List<String> inputs, int steps) {
        String all = nodes.add(operator, inputs, attributes());
        String squeezed = nodes.add("Squeeze", List.of(all, nodes.integers(1)));
        return new Signal(nodes.swapTime(squeezed), steps, units);
    }

    private Signal last(Nodes nodes, List<String> inputs) {
        String last = nodes.addForSecond(operator, inputs, attributes());
        return new Signal(nodes.add("Squeeze", List.of(last, nodes.integers(0))), units);
    }

    private List<String> inputs(Nodes nodes, String steps, int features) {
        var weights = layer.weights(shapes(features));
        long rows = (long) gates.length * units;
        var inputs = new ArrayList<>(List.of(
                steps,
                nodes.constant(ordered(weights.get(0).transposed()), 1, rows, features),
                nodes.constant(ordered(weights.get(1).transposed()), 1, rows, units)));
        if (weights.size() == 3) {
            inputs.add(nodes.constant(bias(weights.get(2).values()), 1, 2 * rows));
        }
        return inputs;
    }

    private int[][] shapes(int features) {
        int columns = gates.length * units;
        int[][] shapes = {
            {features, columns}, {units, columns}, resetAfter() ? new int[] {2, columns} : new int[] {columns}
        };
        return Arrays.copyOf(shapes, arrays());
    }

    /** Where the option is missing, an old Keras wrote the file, which reset before. */
    private boolean resetAfter() {
        return operator.equals("GRU") && layer.config().flag("reset_after", false);
    }

    private float[] ordered(float[] byGate) {
        int block = byGate.length / gates.length;
        float[] ordered = new float[byGate.length];
        for (int gate = 0; gate < gates.length; gate++) {
            System.arraycopy(byGate, gates[gate] * block, ordered, gate * block, block);
        }
        return ordered;
    }

    /** ONNX has a bias of the input, then one of the recurrence; Keras has the second only where it resets after. */
    private float[] bias(float[] keras) {
        int one = gates.length * units;
        float[] both = new float[2 * one];
        for (int at = 0; at < keras.length; at += one) {
            System.arraycopy(ordered(Arrays.copyOfRange(keras, at, at + one)), 0, both, at, one);
        }
        return both;
    }

    private AttributeProto[] attributes() {
        var activations = activations();
        var attributes = new ArrayList<>(List.of(
                attribute("hidden_size", units),
                texts(
                        "activations",
                        activations.stream().map(Activation.Recurrent::name).toList())));
        addParameters(
                "activation_alpha",
                activations.stream().map(Activation.Recurrent::alpha).toList(),
                attributes);
        addParameters(
                "activation_beta",
                activations.stream().map(Activation.Recurrent::beta).toList(),
                attributes);
        if (resetAfter()) {
            attributes.add(attribute("linear_before_reset", 1));
        }
        return attributes.toArray(AttributeProto[]::new);
    }

    private List<Activation.Recurrent> activations() {
        var candidate = Activation.of(layer, "activation", "tanh").recurrent();
        if (operator.equals("RNN")) {
            return List.of(candidate);
        }
        var gate = Activation.of(layer, "recurrent_activation", "sigmoid").recurrent();
        return operator.equals("GRU") ? List.of(gate, candidate) : List.of(gate, candidate, candidate);
    }

    /** ONNX Runtime takes parameters in turn, for those functions alone that have one. */
    private static void addParameters(String name, List<Float> all, List<AttributeProto> to) {
        var given = all.stream().filter(value -> !value.isNaN()).toList();
        float[] values = new float[given.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = given.get(i);
        }
        if (values.length > 0) {
            to.add(OnnxGraph.attribute(name, values));
        }
    }
}
