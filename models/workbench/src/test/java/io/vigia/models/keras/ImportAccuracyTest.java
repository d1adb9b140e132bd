package io.vigia.models.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vigia.detection.onnx.ModelBundle;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An import answers what the formulas give, where the runtime's own functions do not. */
class ImportAccuracyTest {
    @TempDir
    Path folder;

    /** c = σ(g) · relu(1e6 · x), h = σ(20) · c: the runtime's own σ(−15) is 17 % off. */
    @ParameterizedTest
    @CsvSource({"-8", "-12", "-15"})
    void a_gate_that_is_nearly_closed_lets_through_what_it_should(double gate) throws IOException {
        var file = lstm("relu", gate, 1e6f);

        double expected = 1e6 * 0.5 / (1 + Math.exp(-gate)) / (1 + Math.exp(-20));
        assertThat(answer(file, 0.5f)).isCloseTo(expected, within(1e-5 * Math.max(1, expected)));
    }

    @Test
    void a_recurrent_softplus_does_not_overflow() throws IOException {
        var file = lstm("softplus", 20, 1000f);

        assertThat(answer(file, 0.5f)).isCloseTo(500, within(1e-2));
        assertThat(answer(file, 1000f)).isCloseTo(1e6, within(10.0));
    }

    /** One step, one unit; the forget gate does not matter, the output gate is open. */
    private Path lstm(String activation, double gate, float factor) throws IOException {
        return new TestKerasFile(1)
                .layer(
                        "LSTM",
                        "\"units\": 1, \"activation\": \"%s\", \"recurrent_activation\": \"sigmoid\""
                                .formatted(activation),
                        "lstm/cell",
                        new float[][] {{0, 0, factor, 0}},
                        new float[][] {{0, 0, 0, 0}},
                        new float[] {(float) gate, 0, 0, 20})
                .write(folder);
    }

    private double answer(Path file, float value) throws IOException {
        imported(file).write(folder.resolve("bundle"));
        try (var bundle = ModelBundle.load(folder.resolve("bundle"))) {
            var answer = new float[1];
            bundle.model().network().predict(new float[] {value}, 1, answer);
            return answer[0];
        }
    }

    private static ImportedBundle imported(Path file) {
        return new ModelImport(file, null, GivenRule.adaptive(), null, null, null, null, "own", "1").read();
    }

    @Test
    void a_network_that_the_runtime_answers_well_keeps_its_fast_operators() {
        var bundle = imported(KerasNetworkTest.ARTEFACTS.resolve("lstm.keras"));

        assertThat(bundle.facts().get("accuracy")).startsWith("within ").doesNotContain("exact operators");
    }

    /** Last bits differ by the size of the batch. */
    @ParameterizedTest
    @ValueSource(strings = {"simple-rnn.keras", "simple-rnn.two.h5", "layers.keras", "dense-activations.keras"})
    void what_differs_in_last_bits_alone_is_taken_by_every_loader(String name) throws IOException {
        imported(KerasNetworkTest.ARTEFACTS.resolve(name)).write(folder.resolve("bundle"));

        try (var bundle = ModelBundle.load(folder.resolve("bundle"))) {
            assertThat(bundle.model().manifest().golden()).hasSize(9);
        }
    }
}
