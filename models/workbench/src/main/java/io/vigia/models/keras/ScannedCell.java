package io.vigia.models.keras;

import static io.vigia.models.OnnxGraph.attribute;

import io.vigia.models.OnnxGraph;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One LSTM, GRU or SimpleRNN as ONNX's {@code Scan} over a step that is spelled out in exact operators. It takes several
 * times as long as the runtime's own operator, whose functions are less exact.
 *
 * @param operator ONNX's own name: LSTM, GRU or RNN
 */
record ScannedCell(String operator, int units, boolean resetAfter, Activation gate, Activation candidate) {
    /** What a cell answers: at each step [steps, N, units], and at the last [N, units]. */
    record Ends(String all, String last) {}

    /** @param steps [steps, N, features] */
    Ends apply(Nodes nodes, String steps, List<Weights> weights) {
        int columns = weights.get(0).shape()[1];
        String inputs = nodes.add("MatMul", List.of(steps, matrix(nodes, weights.get(0))));
        if (weights.size() == 3) {
            float[] bias = Arrays.copyOf(weights.get(2).values(), columns);
            inputs = nodes.add("Add", List.of(inputs, nodes.constant(bias, columns)));
        }
        String zero = zero(nodes, steps);
        boolean two = operator.equals("LSTM");
        var scanned = nodes.addAll(
                "Scan",
                two ? 3 : 2,
                two ? List.of(zero, zero, inputs) : List.of(zero, inputs),
                attribute("num_scan_inputs", 1),
                attribute("body", body(nodes, weights, columns)));
        return new Ends(scanned.get(scanned.size() - 1), scanned.get(0));
    }

    private static String matrix(Nodes nodes, Weights weights) {
        return nodes.constant(weights.values(), weights.shape()[0], weights.shape()[1]);
    }

    /** [N, units] of zeros. */
    private String zero(Nodes nodes, String steps) {
        String shape = nodes.add("Shape", List.of(steps));
        String rows = nodes.add("Slice", List.of(shape, nodes.integers(1), nodes.integers(2)));
        String both = nodes.add("Concat", List.of(rows, nodes.integers(units)), attribute("axis", 0));
        return nodes.add("ConstantOfShape", List.of(both));
    }

    private OnnxGraph body(Nodes outer, List<Weights> weights, int columns) {
        var graph = new OnnxGraph("step").input("state", OnnxGraph.BATCH, units);
        var nodes = outer.within(graph);
        var state = new Signal("state", units);
        if (operator.equals("LSTM")) {
            graph.input("cell", OnnxGraph.BATCH, units);
        }
        graph.input("input", OnnxGraph.BATCH, columns);
        graph.output("next_state", OnnxGraph.BATCH, units);
        if (operator.equals("LSTM")) {
            graph.output("next_cell", OnnxGraph.BATCH, units);
        }
        graph.output("answer", OnnxGraph.BATCH, units);
        var next = switch (operator) {
            case "LSTM" -> lstm(graph, nodes, state, weights.get(1));
            case "GRU" -> gru(nodes, state, weights);
            default ->
                candidate.applyRecurrent(
                        nodes, add(nodes, new Signal("input", units), times(nodes, state, weights.get(1))));
        };
        graph.node("Identity", List.of(next.tensor()), List.of("next_state"));
        graph.node("Identity", List.of(next.tensor()), List.of("answer"));
        return graph;
    }

    /** Keras' gates are input, forget, cell, output. */
    private Signal lstm(OnnxGraph graph, Nodes nodes, Signal state, Weights recurrent) {
        var sum = add(nodes, new Signal("input", 4 * units), times(nodes, state, recurrent));
        var parts = split(nodes, sum, units, units, units, units);
        var in = gate.applyRecurrent(nodes, parts.get(0));
        var forget = gate.applyRecurrent(nodes, parts.get(1));
        var out = gate.applyRecurrent(nodes, parts.get(3));
        var kept = multiply(nodes, forget, new Signal("cell", units));
        var added = multiply(nodes, in, candidate.applyRecurrent(nodes, parts.get(2)));
        var cell = add(nodes, kept, added);
        graph.node("Identity", List.of(cell.tensor()), List.of("next_cell"));
        return multiply(nodes, out, candidate.applyRecurrent(nodes, cell));
    }

    /** Keras' gates are update, reset, candidate. */
    private Signal gru(Nodes nodes, Signal state, List<Weights> weights) {
        var input = split(nodes, new Signal("input", 3 * units), 2 * units, units);
        var back = resetAfter ? after(nodes, state, weights) : before(nodes, state, weights.get(1));
        var gates = split(nodes, gate.applyRecurrent(nodes, add(nodes, input.get(0), back.get(0))), units, units);
        var update = gates.get(0);
        var reset = gates.get(1);
        var turned = resetAfter
                ? multiply(nodes, reset, back.get(1))
                : times(nodes, multiply(nodes, reset, state), part(weights.get(1), 2 * units, units));
        var fresh = candidate.applyRecurrent(nodes, add(nodes, input.get(1), turned));
        var rest = new Signal(nodes.add("Sub", List.of(nodes.constant(1), update.tensor())), units);
        return add(nodes, multiply(nodes, update, state), multiply(nodes, rest, fresh));
    }

    private List<Signal> after(Nodes nodes, Signal state, List<Weights> weights) {
        var all = times(nodes, state, weights.get(1));
        if (weights.size() == 3) {
            float[] both = weights.get(2).values();
            float[] bias = Arrays.copyOfRange(both, both.length / 2, both.length);
            all = nodes.with("Add", all, nodes.constant(bias, bias.length));
        }
        return split(nodes, all, 2 * units, units);
    }

    private List<Signal> before(Nodes nodes, Signal state, Weights recurrent) {
        return List.of(times(nodes, state, part(recurrent, 0, 2 * units)));
    }

    private static Weights part(Weights from, int start, int count) {
        int rows = from.shape()[0];
        int columns = from.shape()[1];
        float[] values = new float[rows * count];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(from.values(), row * columns + start, values, row * count, count);
        }
        return new Weights(values, new int[] {rows, count});
    }

    private static Signal times(Nodes nodes, Signal in, Weights weights) {
        String product = nodes.add("MatMul", List.of(in.tensor(), matrix(nodes, weights)));
        return new Signal(product, weights.shape()[1]);
    }

    private static Signal add(Nodes nodes, Signal one, Signal other) {
        return nodes.with("Add", one, other.tensor());
    }

    private static Signal multiply(Nodes nodes, Signal one, Signal other) {
        return nodes.with("Mul", one, other.tensor());
    }

    private static List<Signal> split(Nodes nodes, Signal in, int... sizes) {
        long[] lengths = Arrays.stream(sizes).asLongStream().toArray();
        var names = nodes.addAll(
                "Split", sizes.length, List.of(in.tensor(), nodes.integers(lengths)), attribute("axis", 1));
        return IntStream.range(0, sizes.length)
                .mapToObj(i -> new Signal(names.get(i), sizes[i]))
                .toList();
    }
}
