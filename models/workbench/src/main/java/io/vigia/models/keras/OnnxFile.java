package io.vigia.models.keras;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vigia.contract.Excerpt;
import io.vigia.detection.model.ModelManifest.GoldenPair;
import io.vigia.detection.onnx.BundleException;
import io.vigia.detection.onnx.BundleFiles;
import io.vigia.detection.onnx.OnnxNetwork;
import io.vigia.models.OnnxGraph;
import io.vigia.models.WorkbenchException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A network that somebody exported to ONNX: its operators are taken as they are, between operators that fit its shapes. */
final class OnnxFile implements TrainedNetwork {
    private static final int FIRST_OPSET = 9;
    private static final int MOST_NAME = 40;
    private static final String PREFIX = "vigia/";
    private static final String ONE_INPUT =
            "It must have one input of float32 values, [batch, window, 1], and one output;"
                    + " export only the network, with PyTorch: torch.onnx.export(model, torch.zeros(1, WINDOW, 1), \"model.onnx\","
                    + " dynamic_axes={\"window\": {0: \"batch\"}}, input_names=[\"window\"]).";
    private static final String BATCHES =
            "The stream scores many windows at once; export with a dynamic batch, with PyTorch:"
                    + " torch.onnx.export(…, input_names=[\"window\"], dynamic_axes={\"window\": {0: \"batch\"}}), and"
                    + " batch_first=True in recurrent layers.";

    private final String file;
    private final ModelProto model;
    private final ValueInfoProto input;
    private final WindowShape shape;
    private final int answers;

    private OnnxFile(String file, ModelProto model, @Nullable Integer window) {
        this.file = file;
        this.model = model;
        requireOperators();
        input = onlyInput();
        shape = WindowShape.of(file, sizes(), window);
        answers = new OnnxAnswer(file, around(null, OnnxAnswer.ALL), shape.window()).count();
    }

    /** Whether the file is an ONNX file by its name or, where that says nothing, by its first byte. */
    static boolean isOne(Path file) throws IOException {
        if (String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".onnx")) {
            return true;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.read() == 8;
        }
    }

    static OnnxFile read(Path file, @Nullable Integer window) throws IOException {
        var network = new OnnxFile(file.toString(), OnnxWeights.whole(file, parsed(file)), window);
        network.requireBatches();
        return network;
    }

    private static ModelProto parsed(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(BundleFiles.MOST_BYTES + 1);
            if (bytes.length > BundleFiles.MOST_BYTES) {
                throw new WorkbenchException(
                        file.toString(),
                        "has more than " + BundleFiles.MOST_BYTES + " bytes",
                        "Train a smaller model.");
            }
            var model = ModelProto.parseFrom(bytes);
            if (model.getGraph().getNodeCount() == 0) {
                throw new WorkbenchException(file.toString(), "is not an ONNX file: it has no operators", ONE_INPUT);
            }
            return model;
        } catch (InvalidProtocolBufferException e) {
            throw new WorkbenchException(
                    file.toString(), "is not an ONNX file, or is damaged (" + e.getMessage() + ")", ONE_INPUT, e);
        }
    }

    private void requireOperators() {
        long opset = model.getOpsetImportList().stream()
                .filter(set -> set.getDomain().isEmpty() || set.getDomain().equals("ai.onnx"))
                .mapToLong(set -> set.getVersion())
                .findFirst()
                .orElse(0);
        if (opset < FIRST_OPSET) {
            throw refused(
                    "has opset " + opset + "; must be " + FIRST_OPSET + " or newer",
                    "Export it with opset_version=17.");
        }
        if (operators(model.getGraph()).contains("Loop")) {
            throw refused(
                    "has the operator Loop, which is not supported because its run time has no limit",
                    "Import the Keras file itself, or export recurrent layers as the operators LSTM, GRU or RNN.");
        }
    }

    private static Set<String> operators(GraphProto graph) {
        var all = new TreeSet<String>();
        for (NodeProto node : graph.getNodeList()) {
            all.add(node.getOpType());
            node.getAttributeList().forEach(attribute -> {
                all.addAll(operators(attribute.getG()));
                attribute.getGraphsList().forEach(inner -> all.addAll(operators(inner)));
            });
        }
        return all;
    }

    private ValueInfoProto onlyInput() {
        var graph = model.getGraph();
        var weights =
                graph.getInitializerList().stream().map(TensorProto::getName).collect(Collectors.toSet());
        var inputs = graph.getInputList().stream()
                .filter(value -> !weights.contains(value.getName()))
                .toList();
        if (inputs.size() != 1) {
            throw refused("has the inputs " + names(inputs), ONE_INPUT);
        }
        if (graph.getOutputCount() != 1) {
            throw refused("has the outputs " + names(graph.getOutputList()), ONE_INPUT);
        }
        requireFloats("input", inputs.get(0));
        requireFloats("output", graph.getOutput(0));
        return inputs.get(0);
    }

    private static List<String> names(List<ValueInfoProto> values) {
        return values.stream().map(value -> shown(value.getName())).toList();
    }

    private void requireFloats(String what, ValueInfoProto value) {
        int type = value.getType().getTensorType().getElemType();
        if (!value.getType().hasTensorType() || type != TensorProto.DataType.FLOAT.getNumber()) {
            throw refused(
                    "its %s '%s' has the type %s; must be FLOAT"
                            .formatted(what, shown(value.getName()), TensorProto.DataType.forNumber(type)),
                    "Convert the network to float32 (PyTorch: model.float()) and export it again.");
        }
    }

    /** Of the input, without the batch; null for a free one. */
    private List<@Nullable Integer> sizes() {
        var sizes = new ArrayList<@Nullable Integer>();
        for (var size : input.getType().getTensorType().getShape().getDimList()) {
            boolean stated = size.getDimValue() > 0 && size.getDimValue() <= Integer.MAX_VALUE;
            sizes.add(stated ? (Integer) (int) size.getDimValue() : null);
        }
        if (sizes.isEmpty()) {
            throw refused("does not define the shape of its input '" + shown(input.getName()) + "'", ONE_INPUT);
        }
        var batch = sizes.remove(0);
        if (batch != null && batch != 1) {
            throw refused("takes %d windows at once, in an input of %s".formatted(batch, shown()), BATCHES);
        }
        return sizes;
    }

    private String shown() {
        return input.getType().getTensorType().getShape().getDimList().stream()
                .map(size -> size.hasDimValue() ? String.valueOf(size.getDimValue()) : "any")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String shown(String name) {
        return Excerpt.of(name, MOST_NAME + 1);
    }

    private void requireBatches() {
        var windows = new float[2 * window()];
        for (int i = 0; i < windows.length; i++) {
            windows[i] = i % 7 / 7f;
        }
        var alone = new float[1];
        var together = new float[2];
        try (var network = new OnnxNetwork(toOnnx(null, false, Answer.FIRST_STEP), file, window())) {
            network.predict(windows, 1, alone);
            network.predict(windows, 2, together);
        } catch (BundleException e) {
            throw new WorkbenchException(
                    file, "cannot process two windows at once (" + e.getMessage() + ")", BATCHES, e);
        }
        if (GoldenPair.distance(together[0], alone[0]) > GoldenPair.TOLERANCE) {
            throw refused(
                    "returns %s for a window alone, but %s beside another window".formatted(alone[0], together[0]),
                    BATCHES);
        }
    }

    private WorkbenchException refused(String problem, String remedy) {
        return new WorkbenchException(file, problem, remedy);
    }

    @Override
    public byte[] toOnnx(double @Nullable [] clip, boolean exact, Answer answer) {
        return around(clip, (nodes, out, given, seen) -> answer.apply(nodes, new Signal(out, answers), given, seen));
    }

    /** The file's operators, between those that fit its input and its answer. */
    private byte[] around(double @Nullable [] clip, OnnxAnswer.Tail tail) {
        var original = model.getGraph();
        String window = PREFIX + "window";
        String prediction = PREFIX + "prediction";
        var graph = OnnxGraph.around(model)
                .input(window, OnnxGraph.BATCH, window(), 1)
                .output(prediction, OnnxGraph.BATCH, 1);
        var nodes = new Nodes(graph, false, PREFIX);
        var given = new Signal(window, window(), 1);
        var seen = clip == null ? given : Activation.clip(nodes, given, clip[0], clip[1]);
        var fitted = nodes.reshape(seen, shape.array());
        graph.node("Identity", List.of(fitted.tensor()), List.of(input.getName()));
        graph.include(original);
        var one = tail.apply(nodes, original.getOutput(0).getName(), given, seen);
        graph.node("Reshape", List.of(one.tensor(), nodes.integers(OnnxGraph.BATCH, 1)), List.of(prediction));
        return graph.toBytes();
    }

    @Override
    public int window() {
        return shape.window();
    }

    @Override
    public int answers() {
        return answers;
    }

    @Override
    public String answered() {
        return "answers %d numbers for a window of %d values".formatted(answers, window());
    }

    @Override
    public boolean overflows() {
        return false;
    }

    @Override
    public long parameters() {
        return model.getGraph().getInitializerList().stream()
                .filter(tensor -> tensor.getDataType() == TensorProto.DataType.FLOAT.getNumber())
                .mapToLong(tensor -> tensor.getDimsList().stream().reduce(1L, (a, b) -> a * b))
                .sum();
    }

    @Override
    public List<String> layers() {
        return List.copyOf(operators(model.getGraph()));
    }

    @Override
    public String origin() {
        String producer = (model.getProducerName() + " " + model.getProducerVersion()).strip();
        return "an ONNX file" + (producer.isEmpty() ? "" : " by " + shown(producer));
    }
}
