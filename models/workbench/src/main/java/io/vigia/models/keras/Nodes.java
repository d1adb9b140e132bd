package io.vigia.models.keras;

import static io.vigia.models.OnnxGraph.attribute;

import ai.onnx.proto.OnnxMl.AttributeProto;
import io.vigia.models.OnnxGraph;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Adds operators to a graph, and names what they answer. */
final class Nodes {
    private final OnnxGraph graph;
    private final AtomicInteger tensors;
    private final boolean exact;
    private final String prefix;

    /** @param exact true to build functions of exact operators where the runtime's own are fast and less exact */
    Nodes(OnnxGraph graph, boolean exact) {
        this(graph, exact, "");
    }

    /** @param prefix of all names given here, where the graph has others already */
    Nodes(OnnxGraph graph, boolean exact, String prefix) {
        this(graph, exact, prefix, new AtomicInteger());
    }

    private Nodes(OnnxGraph graph, boolean exact, String prefix, AtomicInteger tensors) {
        this.graph = graph;
        this.exact = exact;
        this.prefix = prefix;
        this.tensors = tensors;
    }

    /** For a graph within this one; no name is given twice. */
    Nodes within(OnnxGraph inner) {
        return new Nodes(inner, exact, prefix, tensors);
    }

    boolean exact() {
        return exact;
    }

    /** Operators with more than one output, which are named here. */
    List<String> addAll(String operator, int outputs, List<String> inputs, AttributeProto... attributes) {
        var names = IntStream.range(0, outputs).mapToObj(i -> name(operator)).toList();
        graph.node(operator, inputs, names, attributes);
        return names;
    }

    /** An operator with one output, which is named here. */
    String add(String operator, List<String> inputs, AttributeProto... attributes) {
        String output = name(operator);
        graph.node(operator, inputs, List.of(output), attributes);
        return output;
    }

    /** An operator on one input, that keeps its shape. */
    Signal map(String operator, Signal in, AttributeProto... attributes) {
        return new Signal(add(operator, List.of(in.tensor()), attributes), in.shape());
    }

    /** An operator on a signal and a constant, that keeps its shape. */
    Signal with(String operator, Signal in, String constant) {
        return new Signal(add(operator, List.of(in.tensor(), constant)), in.shape());
    }

    /** The second output alone, of an operator that has more. */
    String addForSecond(String operator, List<String> inputs, AttributeProto... attributes) {
        String output = name(operator);
        graph.node(operator, inputs, List.of("", output), attributes);
        return output;
    }

    String constant(float[] values, long... shape) {
        String name = name("weights");
        graph.weights(name, values, shape);
        return name;
    }

    String constant(double value) {
        return constant(new float[] {(float) value});
    }

    String integers(long... values) {
        String name = name("integers");
        graph.integers(name, values);
        return name;
    }

    Signal reshape(Signal in, int... shape) {
        long[] sizes = new long[shape.length + 1];
        sizes[0] = OnnxGraph.BATCH;
        for (int i = 0; i < shape.length; i++) {
            sizes[i + 1] = shape[i];
        }
        return new Signal(add("Reshape", List.of(in.tensor(), integers(sizes))), shape);
    }

    /** Swaps batch and time. */
    String swapTime(String tensor) {
        return add("Transpose", List.of(tensor), attribute("perm", List.of(1L, 0L, 2L)));
    }

    /** Swaps time and features. */
    String swapFeatures(String tensor) {
        return add("Transpose", List.of(tensor), attribute("perm", List.of(0L, 2L, 1L)));
    }

    /** The same steps, newest first; the batch stands before the time. */
    Signal reverseTime(Signal in) {
        String reversed = add(
                "Slice", List.of(in.tensor(), integers(-1), integers(Integer.MIN_VALUE), integers(1), integers(-1)));
        return new Signal(reversed, in.shape());
    }

    private String name(String operator) {
        return prefix + operator.toLowerCase(Locale.ROOT) + "_" + tensors.getAndIncrement();
    }
}
