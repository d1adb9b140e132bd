package io.vigia.models;

import static io.vigia.models.OnnxGraph.BATCH;
import static io.vigia.models.OnnxGraph.attribute;

import java.util.List;

/** Writes a network as ONNX: {@code window} [N, W, 1] of floats in, {@code prediction} [N, 1] out, N free. */
public final class LstmExport {
    /** ONNX wants the gates as input, output, forget, cell; they come as input, forget, cell, output. */
    private static final int[] ONNX_GATES = {0, 3, 1, 2};

    private LstmExport() {}

    /** The bytes of {@code model.onnx}. The same weights give the same bytes. */
    public static byte[] toOnnx(LstmWeights network) {
        var graph = new OnnxGraph("lstm")
                .input("window", BATCH, network.window(), 1)
                .output("prediction", BATCH, 1);
        addLstm(graph, network);
        return graph.integers("layer", 0)
                .node("Squeeze", List.of("last", "layer"), List.of("features"))
                .weights("dense", network.dense(), 1, network.units())
                .weights("dense_bias", network.denseBias(), 1)
                .node("Gemm", List.of("features", "dense", "dense_bias"), List.of("prediction"), attribute("transB", 1))
                .toBytes();
    }

    /** ONNX Runtime knows the layout with time first only. */
    private static void addLstm(OnnxGraph graph, LstmWeights network) {
        int units = network.units();
        int rows = LstmWeights.GATES * units;
        graph.node("Transpose", List.of("window"), List.of("steps"), attribute("perm", List.of(1L, 0L, 2L)))
                .weights("input", reorder(network.input()), 1, rows, 1)
                .weights("recurrent", reorder(network.recurrent()), 1, rows, units)
                .weights("bias", bias(network.bias()), 1, 2L * rows)
                .node(
                        "LSTM",
                        List.of("steps", "input", "recurrent", "bias"),
                        List.of("", "last"),
                        attribute("hidden_size", units));
    }

    private static float[] reorder(float[] gates) {
        int block = gates.length / LstmWeights.GATES;
        var reordered = new float[gates.length];
        for (int gate = 0; gate < ONNX_GATES.length; gate++) {
            System.arraycopy(gates, ONNX_GATES[gate] * block, reordered, gate * block, block);
        }
        return reordered;
    }

    /** ONNX has a bias of the input, then one of the recurrence; the sum stands in the first. */
    private static float[] bias(float[] bias) {
        var both = new float[2 * bias.length];
        System.arraycopy(reorder(bias), 0, both, 0, bias.length);
        return both;
    }
}
