package io.vigia.models.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigia.detection.judgement.Judgement;
import io.vigia.detection.model.OutputScale;
import io.vigia.detection.model.RuleSpec;
import io.vigia.detection.onnx.ModelBundle;
import io.vigia.models.WorkbenchException;
import io.vigia.models.judge.StreamRun;
import io.vigia.models.pickle.ImportedScaler;
import io.vigia.models.pickle.ScalerFile;
import io.vigia.verdict.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From a user's files to verdicts. */
class ModelImportTest {
    private static final Path TRAINED = KerasNetworkTest.ARTEFACTS.resolveSibling("trained");
    private static final double[] CLASSIC = {72, 73, 74, 71, 73, 72, 72.51, 73.11, 75, 75.3};

    @TempDir
    Path folder;

    static Stream<JsonNode> trained() throws IOException {
        return JsonMapper.shared()
                .readTree(Files.readAllBytes(TRAINED.resolve("trained.json")))
                .valueStream();
    }

    @ParameterizedTest
    @MethodSource("trained")
    void a_notebooks_files_become_a_bundle_that_predicts_as_the_notebook_did(JsonNode described) throws IOException {
        double[] window = described
                .get("values")
                .valueStream()
                .mapToDouble(JsonNode::doubleValue)
                .toArray();
        double prediction = described.get("prediction").doubleValue();
        var file = TRAINED.resolve(described.get("file").stringValue());
        var values = DoubleStream.concat(Arrays.stream(window), DoubleStream.of(prediction + 3.4))
                .toArray();

        var last = last(
                imported(file, TRAINED.resolve("scaler.pkl"), GivenRule.config(TRAINED.resolve("config.json"))),
                values);

        assertThat(last.status()).isEqualTo(Status.SCORED);
        assertThat(last.verdict().prediction()).isCloseTo(prediction, within(1e-5 * prediction));
        assertThat(last.verdict().error()).isCloseTo(3.4, within(1e-3));
        assertThat(last.verdict().anomaly()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("trained")
    void an_error_above_the_users_threshold_is_an_anomaly(JsonNode described) throws IOException {
        var file = TRAINED.resolve(described.get("file").stringValue());
        var bundle = imported(file, TRAINED.resolve("scaler.pkl"), GivenRule.config(TRAINED.resolve("config.json")));
        double[] values = Arrays.copyOf(CLASSIC, 11);
        values[10] = 95;

        assertThat(last(bundle, values).verdict().anomaly()).isTrue();
    }

    @Test
    void whether_predictions_are_scaled_is_seen_on_flat_windows() {
        assertThat(read("scaled.keras", null).manifest().output()).isEqualTo(OutputScale.SCALED);
        assertThat(read("raw.keras", null).manifest().output()).isEqualTo(OutputScale.RAW);
        assertThat(read("raw.keras", OutputScale.SCALED).manifest().output()).isEqualTo(OutputScale.SCALED);
    }

    private static ImportedBundle read(String name, @Nullable OutputScale output) {
        var scaler = ScalerFile.read(TRAINED.resolve("scaler.pkl"));
        return new ModelImport(
                        TRAINED.resolve(name), scaler, GivenRule.adaptive(), output, null, null, null, "own", "1")
                .read();
    }

    @Test
    void without_a_scaler_the_network_takes_and_gives_values_as_they_are() {
        var bundle = new ModelImport(
                        TRAINED.resolve("raw.keras"),
                        null,
                        GivenRule.threshold("2", "--threshold"),
                        null,
                        null,
                        null,
                        null,
                        "own",
                        "3")
                .read();

        assertThat(bundle.manifest().output()).isEqualTo(OutputScale.RAW);
        assertThat(bundle.manifest().id()).isEqualTo("own@3");
        assertThat(bundle.manifest().rule()).isEqualTo(new RuleSpec.AbsoluteError(2));
    }

    @Test
    void a_scaler_that_clips_clips_before_the_network() throws IOException {
        var clipping = ScalerFile.read(
                KerasNetworkTest.ARTEFACTS.resolveSibling("scalers").resolve("minmax-clip.pkl"));
        var free = new ImportedScaler(clipping.type(), clipping.scaling(), 0, 1, false);
        double highest = clipping.scaling().center() + clipping.scaling().scale();
        double[] atBound = flat(highest);
        double[] beyond = flat(highest + 30);

        assertThat(prediction(clipping, beyond)).isEqualTo(prediction(free, atBound));
        assertThat(prediction(free, beyond)).isNotEqualTo(prediction(free, atBound));
    }

    private static double[] flat(double level) {
        double[] values = new double[11];
        Arrays.fill(values, level);
        return values;
    }

    private double prediction(ImportedScaler scaler, double[] values) throws IOException {
        var rule = GivenRule.threshold("1", "--threshold");
        var bundle = new ModelImport(
                        TRAINED.resolve("scaled.keras"), scaler, rule, OutputScale.SCALED, null, null, null, "own", "1")
                .read();
        return last(bundle, values).verdict().prediction();
    }

    @Test
    void a_scaled_threshold_is_brought_into_the_sensors_unit() {
        var scaler = ScalerFile.read(TRAINED.resolve("scaler.pkl"));
        var rule = GivenRule.threshold("0.04", "--threshold");

        var bundle = new ModelImport(TRAINED.resolve("scaled.keras"), scaler, rule, null, null, null, null, "own", "1")
                .read();

        assertThat(bundle.manifest().rule())
                .isEqualTo(new RuleSpec.AbsoluteError(0.04 * scaler.scaling().scale()));
        assertThat(bundle.facts().get("rule")).contains("the threshold 0.04 is scaled");
    }

    @Test
    void parts_that_do_not_fit_each_other_are_refused() throws IOException {
        var config = Files.writeString(folder.resolve("config.json"), "{\"umbral\": 2, \"ventana\": 12}");
        var rule = GivenRule.config(config);
        var model = TRAINED.resolve("raw.keras");

        assertThatThrownBy(() -> new ModelImport(model, null, rule, null, null, null, null, "own", "1").read())
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("has a window of 10 values, but --window is 12");
        assertThatThrownBy(() -> new ModelImport(model, null, rule, null, null, 10, null, "own", "1").read())
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("has a window of 12, but --window is 10");
        assertThatThrownBy(() -> new ModelImport(
                                model, null, GivenRule.adaptive(), OutputScale.SCALED, null, null, null, "own", "1")
                        .read())
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("there is no scaler");
        assertThatThrownBy(
                        () -> new ModelImport(model, null, GivenRule.adaptive(), null, null, null, null, "my own", "1")
                                .read())
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("'my own'");
    }

    private static ImportedBundle imported(Path model, Path scaler, GivenRule rule) {
        return new ModelImport(model, ScalerFile.read(scaler), rule, null, null, null, null, "own", "1").read();
    }

    /** What the stream says of the last value, from the bundle as it was written and loaded again. */
    private Judgement last(ImportedBundle bundle, double[] values) throws IOException {
        bundle.write(folder.resolve("own"));
        try (var loaded = ModelBundle.load(folder.resolve("own"))) {
            List<Judgement> all = StreamRun.of(loaded.model(), values).judgements();
            return all.get(all.size() - 1);
        }
    }

    /** A real user's files, where they are at hand; what Keras 3.15.1 itself predicts, in °F. */
    @Test
    void a_real_users_files_predict_as_keras_does() throws IOException {
        var real = real();
        assumeTrue(real != null, "shared/models/keras-temperature-24 is not above this folder");
        var bundle = imported(
                real.resolve("modelo.keras"),
                real.resolve("scaler.pkl"),
                GivenRule.thresholdFile(real.resolve("threshold.txt")));
        double[] values = new double[25];
        Arrays.setAll(values, i -> CLASSIC[i % CLASSIC.length]);
        values[24] = 95;

        assertThat(bundle.manifest().rule()).isEqualTo(new RuleSpec.AbsoluteError(5));
        assertThat(bundle.manifest().output()).isEqualTo(OutputScale.SCALED);
        assertThat(last(bundle, values).verdict().prediction()).isCloseTo(71.9665298461914, within(1e-5 * 72));
        assertThat(last(bundle, values).verdict().anomaly()).isTrue();
        values[24] = 75;
        assertThat(last(bundle, values).verdict().anomaly()).isFalse();
    }

    private static @Nullable Path real() {
        return shared("keras-temperature-24");
    }

    /** A folder of files that others wrote; null where it is not at hand. */
    static @Nullable Path shared(String name) {
        var below = Path.of("").toAbsolutePath();
        for (Path up = below; up != null; up = up.getParent()) {
            var found = up.resolve("shared/models/" + name);
            if (Files.isDirectory(found)) {
                return found;
            }
        }
        return null;
    }
}
