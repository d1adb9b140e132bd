package io.vigia.models.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jhdf.HdfFile;
import io.jhdf.api.WritableGroup;
import io.vigia.models.WorkbenchException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The layouts that versions of Keras give to the weights in a .keras file. Each weight here is the place of its layer. */
class KerasLayoutTest {
    private static final String DEPENDENCIES = "_layer_checkpoint_dependencies";

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}, groups {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    layers                         | dense dense_1 dense_2
                    _layer_checkpoint_dependencies | dense dense_1 dense_2
                    _layer_checkpoint_dependencies | dense dense_2 dense_4
                    """)
    void weights_follow_the_order_of_the_configuration_whatever_the_layers_are_called(String container, String groups)
            throws IOException {
        var layers = read(List.of("dense_1", "dense", "dense_2"), container, "/", List.of(groups.split(" ")));

        assertThat(layers).containsExactly(0f, 1f, 2f);
    }

    @Test
    void the_second_model_of_a_session_finds_its_weights() throws IOException {
        assertThat(read(List.of("dense_7", "dense_8"), DEPENDENCIES, "/", List.of("dense", "dense_1")))
                .containsExactly(0f, 1f);
    }

    @ParameterizedTest
    @CsvSource({"layers", DEPENDENCIES})
    void backslashes_in_the_groups_of_a_file_from_windows_part_names(String container) throws IOException {
        assertThat(read(List.of("a", "b"), container, "\\", List.of("dense", "dense_1")))
                .containsExactly(0f, 1f);
    }

    @Test
    void groups_that_more_or_fewer_layers_may_own_are_refused() {
        assertThatThrownBy(() -> read(List.of("a", "b", "c"), DEPENDENCIES, "/", List.of("dense", "dense_3")))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining(
                        "has weights in [dense, dense_3] for 3 layers of the class dense, and does not say which belong to which");
        assertThatThrownBy(() -> read(List.of("a"), "layers", "/", List.of("dense", "dense_1")))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("for 1 layers of the class dense");
    }

    @Test
    void a_name_beside_the_weights_that_is_another_layers_is_refused() {
        assertThatThrownBy(() -> read(List.of("a", "b"), "layers", "/", List.of("dense", "dense_1"), List.of("b", "a")))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("says that the weights of Dense 'a' are those of 'b'");
    }

    private List<Float> read(List<String> names, String container, String slash, List<String> groups)
            throws IOException {
        return read(names, container, slash, groups, List.of());
    }

    /** The first weight of each layer of a chain of Dense layers. */
    private List<Float> read(
            List<String> names, String container, String slash, List<String> groups, List<String> marks)
            throws IOException {
        var weights = folder.resolve("weights.h5");
        try (var hdf = HdfFile.write(weights)) {
            WritableGroup all = slash.equals("/") ? hdf.putGroup(container) : hdf;
            for (int i = 0; i < groups.size(); i++) {
                String name = slash.equals("/") ? groups.get(i) : container + slash + groups.get(i);
                var vars = all.putGroup(name).putGroup("vars");
                if (!marks.isEmpty()) {
                    vars.putAttribute("name", marks.get(i));
                }
                vars.putDataset("0", new float[][] {{i}});
                vars.putDataset("1", new float[] {0});
            }
        }
        var file = folder.resolve("modelo.keras");
        BadKerasFileTest.zip(file, config(names), Files.readAllBytes(weights));
        return KerasFile.read(file).layers().stream()
                .filter(layer -> layer.type().equals("Dense"))
                .map(layer -> layer.weights().get(0).values()[0])
                .toList();
    }

    private static byte[] config(List<String> names) {
        var layers = names.stream()
                .map("{\"class_name\": \"Dense\", \"config\": {\"name\": \"%s\", \"units\": 1}}"::formatted)
                .collect(Collectors.joining(", "));
        return """
                {"class_name": "Sequential", "config": {"layers": [
                {"class_name": "InputLayer", "config": {"name": "in", "batch_shape": [null, 1, 1]}}, %s]}}
                """.formatted(layers).getBytes(StandardCharsets.UTF_8);
    }

    /** Files that Keras 2.13 to 2.15 wrote, where they are at hand, and what Keras answers to one of them. */
    @Test
    void files_of_keras_2_13_to_2_15_are_read() {
        var cases = ModelImportTest.shared("import-cases");
        assumeTrue(cases != null, "shared/models/import-cases is not above this folder");
        for (String name : Arrays.asList(
                "keras2.13-lstm-relu",
                "keras2.14-second-model-of-a-notebook",
                "keras2.14-swapped-names",
                "windows-keras2.14",
                "windows-keras2.15")) {
            assertThat(KerasNetwork.read(cases.resolve(name + ".keras"), null).parameters())
                    .as(name)
                    .isGreaterThan(300);
        }
    }
}
