package io.vigia.models.reference;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A network, evaluated for one window at a time, in double precision from its weights of single precision. */
public final class DoubleGraph {
    private final GraphProto graph;
    private final Map<String, DoubleTensor> weights = new HashMap<>();
    private final String input;

    /**
     * Reads a network.
     *
     * @throws UnknownOperatorException if it is no ONNX, or holds weights of other types than float, double and int64
     */
    public DoubleGraph(byte[] onnx) {
        try {
            graph = ModelProto.parseFrom(onnx).getGraph();
        } catch (InvalidProtocolBufferException e) {
            throw new UnknownOperatorException(String.valueOf(e.getMessage()));
        }
        graph.getInitializerList().forEach(tensor -> weights.put(tensor.getName(), tensor(tensor)));
        input = graph.getInputList().stream()
                .map(value -> value.getName())
                .filter(name -> !weights.containsKey(name))
                .findFirst()
                .orElseThrow(() -> new UnknownOperatorException("no input"));
    }

    /**
     * The only number that the network answers.
     *
     * @param window W scaled values, oldest first
     * @throws UnknownOperatorException if the network has an operator that is not known here
     */
    public double predict(float[] window) {
        return answers(window)[0];
    }

    /** As {@link #predict}, of a network that answers any number of numbers. */
    public double[] answers(float[] window) {
        double[] values = new double[window.length];
        Arrays.setAll(values, i -> window[i]);
        var known = new HashMap<>(weights);
        known.put(input, DoubleTensor.of(values, 1, window.length, 1));
        for (NodeProto node : graph.getNodeList()) {
            run(node, known);
        }
        return present(known.get(graph.getOutput(0).getName())).values();
    }

    private static void run(NodeProto node, Map<String, DoubleTensor> known) {
        var inputs = new ArrayList<@Nullable DoubleTensor>();
        node.getInputList().forEach(name -> inputs.add(known.get(name)));
        List<DoubleTensor> outputs = switch (node.getOpType()) {
            case "LSTM", "GRU", "RNN" -> new Recurrence(node, inputs).run();
            default -> List.of(new Operators(node, inputs).run());
        };
        for (int i = 0; i < node.getOutputCount() && i < outputs.size(); i++) {
            known.put(node.getOutput(i), outputs.get(i));
        }
    }

    static DoubleTensor present(List<@Nullable DoubleTensor> inputs, int place) {
        return present(place < inputs.size() ? inputs.get(place) : null);
    }

    private static DoubleTensor present(@Nullable DoubleTensor tensor) {
        if (tensor == null) {
            throw new UnknownOperatorException("a tensor that is not computed");
        }
        return tensor;
    }

    static DoubleTensor tensor(TensorProto tensor) {
        int[] shape = tensor.getDimsList().stream().mapToInt(Math::toIntExact).toArray();
        double[] values = new double[DoubleTensor.size(shape)];
        boolean raw = !tensor.getRawData().isEmpty();
        var bytes = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        switch (TensorProto.DataType.forNumber(tensor.getDataType())) {
            case FLOAT -> Arrays.setAll(values, i -> raw ? bytes.getFloat() : tensor.getFloatData(i));
            case DOUBLE -> Arrays.setAll(values, i -> raw ? bytes.getDouble() : tensor.getDoubleData(i));
            case INT64 -> Arrays.setAll(values, i -> raw ? bytes.getLong() : tensor.getInt64Data(i));
            case INT32 -> Arrays.setAll(values, i -> raw ? bytes.getInt() : tensor.getInt32Data(i));
            default -> throw new UnknownOperatorException("weights of another type than float");
        }
        return DoubleTensor.of(values, shape);
    }
}
