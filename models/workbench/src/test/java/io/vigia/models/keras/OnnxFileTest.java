package io.vigia.models.keras;

import static io.vigia.models.OnnxGraph.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.vigia.detection.model.NetworkKind;
import io.vigia.detection.onnx.ModelBundle;
import io.vigia.models.OnnxGraph;
import io.vigia.models.WorkbenchException;
import io.vigia.models.judge.StreamRun;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ONNX files as exporters write them; the networks are simple enough to calculate by hand. */
class OnnxFileTest {
    @TempDir
    Path folder;

    /** 2·a + 3·b of a window a, b. */
    @ParameterizedTest
    @CsvSource({"-1 2 1", "-1 2", "1 2 1", "1 2", "-1 1 2"})
    void a_network_of_any_usual_shape_predicts_as_it_does_alone(String shape) throws IOException {
        var file = write(weighted("window", shape));

        var bundle = read(file, shape.equals("-1 1 2") ? 2 : null, null);

        assertThat(bundle.manifest().network()).isEqualTo(NetworkKind.FORECAST);
        assertThat(bundle.facts().get("model")).isEqualTo("model.onnx, an ONNX file by vigia");
        assertThat(prediction(bundle, 10, 20, 7)).isCloseTo(80, within(1e-4));
    }

    /** Exporters choose names that others may have too. */
    @ParameterizedTest
    @CsvSource({"prediction", "reshape_0", "x"})
    void names_in_the_file_are_free(String input) throws IOException {
        assertThat(prediction(read(write(weighted(input, "-1 2 1")), null, null), 1, 1, 0))
                .isCloseTo(5, within(1e-5));
    }

    private static OnnxGraph weighted(String input, String shape) {
        long[] sizes =
                List.of(shape.split(" ")).stream().mapToLong(Long::parseLong).toArray();
        return new OnnxGraph("own")
                .input(input, sizes)
                .output("y", OnnxGraph.BATCH, 1)
                .weights("w", new float[] {2, 3}, 2, 1)
                .integers("flat", -1, 2)
                .node("Reshape", List.of(input, "flat"), List.of("rows"))
                .node("MatMul", List.of("rows", "w"), List.of("y"));
    }

    @Test
    void an_autoencoder_is_known_by_its_answers() throws IOException {
        var graph = new OnnxGraph("own")
                .input("window", OnnxGraph.BATCH, 4, 1)
                .output("copy", OnnxGraph.BATCH, 4, 1)
                .weights("off", new float[] {0.0625f})
                .node("Sub", List.of("window", "off"), List.of("copy"));

        var bundle = new ModelImport(
                        write(graph),
                        null,
                        GivenRule.threshold("0.05", "--threshold"),
                        null,
                        null,
                        null,
                        null,
                        "own",
                        "1")
                .read();

        assertThat(bundle.manifest().network()).isEqualTo(NetworkKind.RECONSTRUCTION);
        bundle.write(folder.resolve("own"));
        try (var loaded = ModelBundle.load(folder.resolve("own"))) {
            var last = StreamRun.of(loaded.model(), new double[] {1, 2, 3, 4})
                    .judgements()
                    .get(3);
            assertThat(last.verdict().error()).isCloseTo(0.0625, within(1e-6));
            assertThat(last.verdict().prediction()).isCloseTo(3.9375, within(1e-6));
            assertThat(last.verdict().anomaly()).isTrue();
        }
    }

    @Test
    void of_several_steps_the_first_is_taken_where_the_user_says_so() throws IOException {
        var graph = new OnnxGraph("own")
                .input("window", OnnxGraph.BATCH, 2)
                .output("next", OnnxGraph.BATCH, 3)
                .weights("w", new float[] {1, 5, 9, 1, 5, 9}, 2, 3)
                .node("MatMul", List.of("window", "w"), List.of("next"));
        var file = write(graph);

        assertThat(prediction(read(file, null, Answer.FIRST_STEP), 1, 2, 0)).isCloseTo(3, within(1e-5));
        assertThatThrownBy(() -> read(file, null, null))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("answers 3 numbers for a window of 2 values")
                .hasMessageContaining("use --first-step");
    }

    @Test
    void a_network_for_one_window_at_a_time_is_refused_with_the_line_that_exports_it() throws IOException {
        var graph = new OnnxGraph("own")
                .input("window", 1, 2, 1)
                .output("y", 1, 1)
                .weights("w", new float[] {2, 3}, 2, 1)
                .integers("flat", 1, 2)
                .node("Reshape", List.of("window", "flat"), List.of("rows"))
                .node("MatMul", List.of("rows", "w"), List.of("y"));
        var file = write(graph);

        assertThatThrownBy(() -> read(file, null, null))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("cannot process two windows at once")
                .hasMessageContaining("dynamic_axes={\"window\": {0: \"batch\"}}");
    }

    @Test
    void rows_that_change_each_other_are_refused() throws IOException {
        var graph = new OnnxGraph("own")
                .input("window", OnnxGraph.BATCH, 2)
                .output("y", OnnxGraph.BATCH, 2)
                .node(
                        "ReduceMean",
                        List.of("window"),
                        List.of("mean"),
                        attribute("axes", List.of(0L)),
                        attribute("keepdims", 1))
                .node("Add", List.of("window", "mean"), List.of("y"));

        assertThatThrownBy(() -> read(write(graph), null, null))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("for a window alone, but")
                .hasMessageContaining("beside another window");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    -1 5 3   | has an input of shape [5, 3]: 3 features
                    24 -1 1  | takes 24 windows at once, in an input of [24, any, 1]
                    -1 -1 1  | takes windows of any length. Give the length that it was trained with by --window
                    -1       | has an input of shape []
                    """)
    void an_input_of_another_shape_is_refused(String shape, String problem) throws IOException {
        long[] sizes = List.of(shape.strip().split(" ")).stream()
                .mapToLong(Long::parseLong)
                .toArray();
        var file = write(new OnnxGraph("own")
                .input("window", sizes)
                .output("y", sizes)
                .node("Neg", List.of("window"), List.of("y")));

        assertThatThrownBy(() -> read(file, null, null))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(problem);
    }

    @Test
    void what_a_file_can_not_be_is_named() throws IOException {
        refused(
                model -> model.setGraph(model.getGraph().toBuilder()
                        .addInput(model.getGraph().getInput(0).toBuilder().setName("h"))),
                "has the inputs [window, h]");
        refused(
                model -> model.setGraph(model.getGraph().toBuilder()
                        .addOutput(model.getGraph().getOutput(0).toBuilder().setName("c"))),
                "has the outputs [y, c]");
        refused(
                model -> {
                    model.getGraphBuilder()
                            .getInputBuilder(0)
                            .getTypeBuilder()
                            .getTensorTypeBuilder()
                            .setElemType(TensorProto.DataType.DOUBLE.getNumber());
                    return model;
                },
                "its input 'window' has the type DOUBLE; must be FLOAT. Convert the network to float32");
        refused(
                model -> {
                    model.getOpsetImportBuilder(0).setVersion(7);
                    return model;
                },
                "has opset 7; must be 9 or newer");
        refused(
                model -> {
                    model.getGraphBuilder().getNodeBuilder(0).setOpType("Loop");
                    return model;
                },
                "has the operator Loop");
        refused(
                model -> {
                    model.getGraphBuilder().getNodeBuilder(0).setOpType("Frobnicate");
                    return model;
                },
                "ONNX Runtime refuses it");
        refused(
                model -> {
                    model.getGraphBuilder()
                            .getInitializerBuilder(1)
                            .clearInt64Data()
                            .addInt64Data(1 << 20)
                            .addInt64Data(1 << 20);
                    model.getGraphBuilder().getNodeBuilder(0).setOpType("Expand");
                    return model;
                },
                "holds operators that need too much");
    }

    private void refused(UnaryOperator<ModelProto.Builder> change, String problem) throws IOException {
        var model = ModelProto.parseFrom(weighted("window", "-1 2 1").toBytes()).toBuilder();
        var file = Files.write(
                folder.resolve("model.onnx"), change.apply(model).build().toByteArray());

        assertThatThrownBy(() -> read(file, null, null))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(problem);
    }

    @Test
    void weights_in_a_file_beside_it_are_taken_in() throws IOException {
        var model = ModelProto.parseFrom(weighted("window", "-1 2 1").toBytes()).toBuilder();
        var bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putDouble(0);
        Files.write(
                folder.resolve("model.onnx.data"), bytes.putFloat(2).putFloat(3).array());
        external(model, "model.onnx.data", 8, 8);
        var file = Files.write(folder.resolve("model.onnx"), model.build().toByteArray());

        assertThat(prediction(read(file, null, null), 10, 20, 7)).isCloseTo(80, within(1e-4));

        for (String elsewhere : List.of("../model.onnx.data", "/etc/hostname", "none.data")) {
            external(model, elsewhere, 8, 8);
            Files.write(file, model.build().toByteArray());
            assertThatThrownBy(() -> read(file, null, null))
                    .isInstanceOf(WorkbenchException.class)
                    .hasMessageContaining("'" + elsewhere + "', which ");
        }
        external(model, "model.onnx.data", 12, 8);
        Files.write(file, model.build().toByteArray());
        assertThatThrownBy(() -> read(file, null, null))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("has weights at 12, 8 bytes, of 'model.onnx.data', which has 16");
    }

    private static void external(ModelProto.Builder model, String location, int offset, int length) {
        var weights = model.getGraphBuilder()
                .getInitializerBuilder(0)
                .clearFloatData()
                .clearExternalData()
                .setDataLocation(TensorProto.DataLocation.EXTERNAL);
        weights.addExternalData(entry("location", location));
        weights.addExternalData(entry("offset", String.valueOf(offset)));
        weights.addExternalData(entry("length", String.valueOf(length)));
    }

    private static StringStringEntryProto entry(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
    }

    private Path write(OnnxGraph graph) throws IOException {
        return Files.write(folder.resolve("model.onnx"), graph.toBytes());
    }

    private static ImportedBundle read(Path file, @Nullable Integer window, @Nullable Answer answer) {
        var rule = GivenRule.threshold("1", "--threshold");
        return new ModelImport(file, null, rule, null, null, window, answer, "own", "1").read();
    }

    private double prediction(ImportedBundle bundle, double... values) throws IOException {
        bundle.write(folder.resolve("own"));
        try (var loaded = ModelBundle.load(folder.resolve("own"))) {
            return StreamRun.of(loaded.model(), values)
                    .judgements()
                    .get(values.length - 1)
                    .verdict()
                    .prediction();
        }
    }
}
