package io.vigia.models.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vigia.detection.onnx.OnnxNetwork;
import io.vigia.models.WorkbenchException;
import io.vigia.models.reference.DoubleGraph;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Models that Keras 3 and Keras 2 wrote, with Keras' own predictions: see src/test/keras/make_artefacts.py. */
class KerasNetworkTest {
    static final Path ARTEFACTS = artefacts();
    private static final Set<String> REFUSED = Set.of("several-steps-ahead.keras", "sequence.keras", "branches.keras");

    static Path artefacts() {
        try {
            return Path.of(KerasNetworkTest.class
                    .getResource("/io/vigia/models/artefacts/keras")
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<JsonNode> described() throws IOException {
        return JsonMapper.shared()
                .readTree(Files.readAllBytes(ARTEFACTS.resolve("keras.json")))
                .valueStream()
                .filter(described -> !REFUSED.contains(described.get("file").stringValue()));
    }

    @ParameterizedTest
    @MethodSource("described")
    void an_imported_network_predicts_what_keras_predicts(JsonNode described) {
        int window = described.get("window").intValue();
        var file = ARTEFACTS.resolve(described.get("file").stringValue());
        assertPredicts(described, file, window, false);
        assertPredicts(described, file, window, true);
    }

    private static void assertPredicts(JsonNode described, Path file, int window, boolean exact) {
        var onnx = KerasNetwork.read(file, window).toOnnx(null, exact, Answer.NEXT_VALUE);
        var found = new float[1];
        try (var network = new OnnxNetwork(onnx, file.toString(), window)) {
            for (int row = 0; row < described.get("inputs").size(); row++) {
                network.predict(floats(described.get("inputs").get(row)), 1, found);
                float expected = described.get("outputs").get(row).get(0).floatValue();
                assertThat(found[0]).isCloseTo(expected, within(1e-5f * Math.max(1, Math.abs(expected))));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("described")
    void the_formulas_in_double_precision_give_what_keras_predicts(JsonNode described) {
        int window = described.get("window").intValue();
        var file = ARTEFACTS.resolve(described.get("file").stringValue());
        var formulas = new DoubleGraph(KerasNetwork.read(file, window).toOnnx(null, false, Answer.NEXT_VALUE));
        for (int row = 0; row < described.get("inputs").size(); row++) {
            double expected = described.get("outputs").get(row).get(0).doubleValue();
            assertThat(formulas.predict(floats(described.get("inputs").get(row))))
                    .isCloseTo(expected, within(1e-5 * Math.max(1, Math.abs(expected))));
        }
    }

    @Test
    void a_window_that_is_left_open_is_bounded() {
        var file = ARTEFACTS.resolve("any-length.keras");

        for (int window : new int[] {-1, 0, 1025}) {
            assertThatThrownBy(() -> KerasNetwork.read(file, window))
                    .isInstanceOf(WorkbenchException.class)
                    .hasMessageContaining("has a window of " + window + " values; must be 1 to 1024");
        }
        assertThat(KerasNetwork.read(file, 1024).window()).isEqualTo(1024);
    }

    private static float[] floats(JsonNode array) {
        float[] values = new float[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).floatValue();
        }
        return values;
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    branches.keras, more than one layer takes the output of
                    several-steps-ahead.keras, 'answers [4] for a window of 6 values'
                    one-step.keras, use --window 6
                    any-length.keras, takes windows of any length
                    """)
    void a_model_of_another_kind_is_refused_with_what_to_do(String name, String problem) {
        var file = ARTEFACTS.resolve(name);

        assertThatThrownBy(() ->
                        new ModelImport(file, null, GivenRule.adaptive(), null, null, null, null, "own", "1").read())
                .isInstanceOf(WorkbenchException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(problem);
    }
}
