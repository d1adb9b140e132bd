package io.vigia.models.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vigia.detection.judgement.Judgement;
import io.vigia.detection.model.NetworkKind;
import io.vigia.detection.model.OutputScale;
import io.vigia.detection.onnx.ModelBundle;
import io.vigia.models.WorkbenchException;
import io.vigia.models.judge.StreamRun;
import io.vigia.models.pickle.ScalerFile;
import io.vigia.verdict.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Networks that give their window back; the expected errors are what Keras finds. */
class AutoencoderTest {
    private static final Path ARTEFACTS = KerasNetworkTest.ARTEFACTS.resolveSibling("autoencoders");

    @TempDir
    Path folder;

    static Stream<JsonNode> trained() throws IOException {
        return JsonMapper.shared()
                .readTree(Files.readAllBytes(ARTEFACTS.resolve("autoencoders.json")))
                .valueStream();
    }

    /** The threshold lies between the errors of usual windows and of those with one wrong value. */
    @ParameterizedTest
    @MethodSource("trained")
    void a_readings_error_is_the_mean_absolute_one_over_the_window_that_ends_with_it(JsonNode described)
            throws IOException {
        var scaler = ScalerFile.read(ARTEFACTS.resolve("scaler.pkl"));
        double unit = scaler.scaling().scale();
        var bundle = imported(described.get("file").stringValue(), "0.07", null);

        assertThat(bundle.manifest().network()).isEqualTo(NetworkKind.RECONSTRUCTION);
        assertThat(bundle.manifest().output()).isEqualTo(OutputScale.SCALED);
        bundle.write(folder.resolve("own"));
        try (var loaded = ModelBundle.load(folder.resolve("own"))) {
            for (int row = 0; row < 5; row++) {
                double[] values = described
                        .get("values")
                        .get(row)
                        .valueStream()
                        .mapToDouble(JsonNode::doubleValue)
                        .toArray();
                double error = described.get("errors").get(row).doubleValue();
                List<Judgement> all = StreamRun.of(loaded.model(), values).judgements();
                var last = all.get(all.size() - 1);

                assertThat(all.get(10).status()).isEqualTo(Status.WARMING_UP);
                assertThat(last.status()).isEqualTo(Status.SCORED);
                assertThat(last.verdict().error() / unit).isCloseTo(error, within(2e-5));
                assertThat(last.verdict().anomaly()).isEqualTo(row >= 3).isEqualTo(error > 0.07);
                assertThat(last.window()).hasSize(11);
            }
        }
    }

    @Test
    void what_was_taken_is_said() {
        var bundle = imported("lstm.keras", "0.07", null);

        assertThat(bundle.facts())
                .containsEntry(
                        "predictions",
                        "copies of the window, the reading itself included (an autoencoder), as rising and falling windows"
                                + " show; the error is the mean absolute one over the window");
    }

    /** A reading that the network copies exactly still has the error of the others. */
    @Test
    void an_exact_copy_of_the_reading_does_not_hide_the_window() throws IOException {
        var file = new TestKerasFile(3)
                .layer("Flatten", "", "")
                .layer("Dense", "\"units\": 3, \"use_bias\": false", "dense", (Object)
                        new float[][] {{0, 0, 0}, {0, 0, 0}, {0, 0, 1}})
                .write(folder);
        var bundle = new ModelImport(
                        file,
                        null,
                        GivenRule.threshold("2", "--threshold"),
                        null,
                        null,
                        null,
                        Answer.WINDOW,
                        "own",
                        "1")
                .read();

        bundle.write(folder.resolve("own"));
        try (var loaded = ModelBundle.load(folder.resolve("own"))) {
            var last = StreamRun.of(loaded.model(), new double[] {3, 6, 5})
                    .judgements()
                    .get(2);

            assertThat(last.verdict().error()).isCloseTo(3, within(1e-5));
            assertThat(last.verdict().anomaly()).isTrue();
        }
    }

    @Test
    void a_network_that_repeats_the_last_value_is_asked_about() throws IOException {
        var file = new TestKerasFile(3)
                .layer("Flatten", "", "")
                .layer("Dense", "\"units\": 3, \"use_bias\": false", "dense", (Object)
                        new float[][] {{0, 0, 0}, {0, 0, 0}, {1, 1, 1}})
                .write(folder);

        assertThatThrownBy(() -> read(file, null))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("it may reconstruct its window")
                .hasMessageContaining("Use --reconstruction if it is an autoencoder, --first-step if it predicts.");
        assertThat(read(file, Answer.FIRST_STEP).manifest().network()).isEqualTo(NetworkKind.FORECAST);
    }

    @Test
    void a_part_of_an_autoencoder_is_refused() throws IOException {
        var file = new TestKerasFile(3)
                .layer("Flatten", "", "")
                .layer("Dense", "\"units\": 2, \"use_bias\": false", "dense", (Object)
                        new float[][] {{0, 0}, {0, 0}, {1, 1}})
                .write(folder);

        assertThatThrownBy(() -> read(file, Answer.WINDOW))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("answers [2] for a window of 3 values")
                .hasMessageContaining("an autoencoder gives as many as it takes");
    }

    private static ImportedBundle read(Path file, @Nullable Answer answer) {
        return new ModelImport(file, null, GivenRule.adaptive(), null, null, null, answer, "own", "1").read();
    }

    private static ImportedBundle imported(String file, String threshold, @Nullable OutputScale output) {
        return new ModelImport(
                        ARTEFACTS.resolve(file),
                        ScalerFile.read(ARTEFACTS.resolve("scaler.pkl")),
                        GivenRule.threshold(threshold, "--threshold"),
                        output,
                        OutputScale.SCALED,
                        null,
                        null,
                        "own",
                        "1")
                .read();
    }
}
