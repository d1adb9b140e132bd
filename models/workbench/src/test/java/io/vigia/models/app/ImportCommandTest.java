package io.vigia.models.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.detection.onnx.ModelBundle;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void what_was_imported_is_printed_and_written() throws IOException {
        var bundle = folder.resolve("bundle");

        int code = run(
                artefact("trained/scaled.keras"),
                "--scaler",
                artefact("trained/scaler.pkl"),
                "--config",
                artefact("trained/config.json"),
                "--version",
                "2",
                "--out",
                bundle.toString());

        assertThat(errors.toString()).isEmpty();
        assertThat(code).isZero();
        assertThat(out.toString())
                .contains("layers       LSTM(8, relu), Dense(1)")
                .contains("window       10 values")
                .contains("scaler       MinMaxScaler: z = (value − ")
                .contains("predictions  scaled, and scaled back, as flat windows show")
                .contains("rule         absolute-error: an error above 3.5 is an anomaly (config.json)")
                .contains("written      scaled@2 in " + bundle);
        assertThat(bundle.resolve("MODEL_CARD.md"))
                .content()
                .startsWith("# scaled@2")
                .contains("| window | 10 values |");
        try (var loaded = ModelBundle.load(bundle)) {
            assertThat(loaded.model().id()).isEqualTo("scaled@2");
        }
    }

    @Test
    void what_can_not_be_imported_writes_nothing() {
        var bundle = folder.resolve("bundle");

        int code = run(artefact("keras/branches.keras"), "--rule", "adaptive", "--out", bundle.toString());

        assertThat(code).isEqualTo(1);
        assertThat(errors.toString()).startsWith("vigia model: ").contains("has branches");
        assertThat(Files.exists(bundle)).isFalse();
    }

    @Test
    void a_bundle_is_replaced_by_force_alone() {
        String bundle = folder.resolve("bundle").toString();
        String model = artefact("keras/lstm.keras");
        assertThat(run(model, "--rule", "adaptive", "--out", bundle)).isZero();

        assertThat(run(model, "--threshold", "2", "--out", bundle)).isEqualTo(1);
        assertThat(errors.toString()).contains("already has a bundle. Use --force to replace it");
        assertThat(run(model, "--threshold", "2", "--out", bundle, "--force")).isZero();
    }

    @Test
    void no_threshold_and_two_thresholds_are_wrong_options() {
        assertThat(run(artefact("trained/raw.keras"))).isEqualTo(2);
        assertThat(errors.toString())
                .contains("--threshold=NUMBER | --config=FILE | --threshold-file=FILE | --rule=adaptive");
        assertThat(run(artefact("trained/raw.keras"), "--threshold", "1", "--rule", "adaptive"))
                .isEqualTo(2);
    }

    private int run(String... options) {
        String[] arguments = new String[options.length + 1];
        arguments[0] = "import";
        System.arraycopy(options, 0, arguments, 1, options.length);
        return ModelCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(errors))
                .execute(arguments);
    }

    private static String artefact(String name) {
        try {
            return Path.of(ImportCommandTest.class
                            .getResource("/io/vigia/models/artefacts/" + name)
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
