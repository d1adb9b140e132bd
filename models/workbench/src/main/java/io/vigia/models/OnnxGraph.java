package io.vigia.models;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.util.List;

/** An ONNX graph under construction: float inputs and outputs, weights, and operators that name what they join. */
public final class OnnxGraph {
    private static final int IR_VERSION = 7;
    private static final int OPSET = 13;
    /** A dimension that is free when the graph runs: the rows of a batch. */
    public static final long BATCH = -1;

    private final GraphProto.Builder graph;
    private final ModelProto.Builder model;
    private final String nodes;

    public OnnxGraph(String name) {
        this(
                name,
                "",
                ModelProto.newBuilder()
                        .setIrVersion(IR_VERSION)
                        .addOpsetImport(
                                OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET)));
    }

    private OnnxGraph(String name, String nodes, ModelProto.Builder model) {
        this.nodes = nodes;
        this.graph = GraphProto.newBuilder().setName(name);
        this.model = model.setProducerName("vigia");
    }

    /** One that takes operators of the versions that another model is of, so that it can {@link #include} its graph. */
    public static OnnxGraph around(ModelProto model) {
        var versions = ModelProto.newBuilder()
                .setIrVersion(Math.max(IR_VERSION, model.getIrVersion()))
                .addAllOpsetImport(model.getOpsetImportList())
                .addAllFunctions(model.getFunctionsList());
        return new OnnxGraph("imported", "vigia/", versions);
    }

    /** Adds the operators and weights of another graph, without its inputs and outputs. */
    public OnnxGraph include(GraphProto other) {
        graph.addAllNode(other.getNodeList()).addAllInitializer(other.getInitializerList());
        return this;
    }

    public OnnxGraph input(String name, long... shape) {
        graph.addInput(tensor(name, shape));
        return this;
    }

    public OnnxGraph output(String name, long... shape) {
        graph.addOutput(tensor(name, shape));
        return this;
    }

    /** A constant float tensor, row by row. */
    public OnnxGraph weights(String name, float[] values, long... shape) {
        var tensor = TensorProto.newBuilder().setName(name).setDataType(TensorProto.DataType.FLOAT.getNumber());
        for (long dimension : shape) {
            tensor.addDims(dimension);
        }
        for (float value : values) {
            tensor.addFloatData(value);
        }
        graph.addInitializer(tensor);
        return this;
    }

    /** A constant list of 64-bit integers, as shapes and axes are given. */
    public OnnxGraph integers(String name, long... values) {
        var tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.INT64.getNumber())
                .addDims(values.length);
        for (long value : values) {
            tensor.addInt64Data(value);
        }
        graph.addInitializer(tensor);
        return this;
    }

    /** An operator; an empty name stands for an optional input or output that is left out. */
    public OnnxGraph node(String operator, List<String> inputs, List<String> outputs, AttributeProto... attributes) {
        graph.addNode(NodeProto.newBuilder()
                .setOpType(operator)
                .setName(nodes + operator + "_" + graph.getNodeCount())
                .addAllInput(inputs)
                .addAllOutput(outputs)
                .addAllAttribute(List.of(attributes)));
        return this;
    }

    public static AttributeProto attribute(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.INT)
                .setI(value)
                .build();
    }

    /** A graph within an operator, such as the step that {@code Scan} repeats. */
    public static AttributeProto attribute(String name, OnnxGraph body) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.GRAPH)
                .setG(body.graph)
                .build();
    }

    public static AttributeProto attribute(String name, List<Long> values) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.INTS)
                .addAllInts(values)
                .build();
    }

    public static AttributeProto attribute(String name, float value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.FLOAT)
                .setF(value)
                .build();
    }

    public static AttributeProto attribute(String name, float... values) {
        var attribute = AttributeProto.newBuilder().setName(name).setType(AttributeType.FLOATS);
        for (float value : values) {
            attribute.addFloats(value);
        }
        return attribute.build();
    }

    /** A list of texts, as the names of a recurrent operator's activations are given. */
    public static AttributeProto texts(String name, List<String> values) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.STRINGS)
                .addAllStrings(values.stream().map(ByteString::copyFromUtf8).toList())
                .build();
    }

    /** The whole model, as a file holds it. */
    public byte[] toBytes() {
        return model.setGraph(graph).build().toByteArray();
    }

    private static ValueInfoProto tensor(String name, long[] shape) {
        var dimensions = TensorShapeProto.newBuilder();
        for (long size : shape) {
            var dimension = TensorShapeProto.Dimension.newBuilder();
            dimensions.addDim(size == BATCH ? dimension.setDimParam("N") : dimension.setDimValue(size));
        }
        var type = TypeProto.Tensor.newBuilder()
                .setElemType(TensorProto.DataType.FLOAT.getNumber())
                .setShape(dimensions);
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(type))
                .build();
    }
}
