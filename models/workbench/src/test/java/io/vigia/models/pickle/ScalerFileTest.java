package io.vigia.models.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.detection.model.Scaling;
import io.vigia.models.WorkbenchException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files that scikit-learn and joblib wrote: see src/test/keras/make_artefacts.py. */
class ScalerFileTest {
    static final Path ARTEFACTS = artefacts();

    @TempDir
    Path folder;

    static Path artefacts() {
        try {
            return Path.of(ScalerFileTest.class
                    .getResource("/io/vigia/models/artefacts/scalers")
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<JsonNode> described() throws IOException {
        return JsonMapper.shared()
                .readTree(Files.readAllBytes(ARTEFACTS.resolve("scalers.json")))
                .valueStream();
    }

    @ParameterizedTest
    @MethodSource("described")
    void a_scaler_scales_as_scikit_learn_does(JsonNode described) {
        var scaler = ScalerFile.read(ARTEFACTS.resolve(described.get("file").stringValue()));

        assertThat(scaler.type()).isEqualTo(described.get("kind").stringValue());
        for (int i = 0; i < described.get("inputs").size(); i++) {
            double expected = described.get("outputs").get(i).doubleValue();
            double tolerance = 1e-9 * Math.max(1, Math.abs(expected));
            assertThat(scaled(scaler, described.get("inputs").get(i).doubleValue()))
                    .isCloseTo(expected, org.assertj.core.api.Assertions.within(tolerance));
        }
    }

    private static double scaled(ImportedScaler scaler, double value) {
        double z = (value - scaler.scaling().center()) / scaler.scaling().scale();
        return scaler.clip() ? Math.max(scaler.low(), Math.min(scaler.high(), z)) : z;
    }

    @Test
    void a_min_max_scaler_keeps_its_range_and_its_clipping() {
        var scaler = ScalerFile.read(ARTEFACTS.resolve("minmax-range.joblib"));

        assertThat(scaler.scaling()).isInstanceOf(Scaling.MinMax.class);
        assertThat(List.of(scaler.low(), scaler.high())).containsExactly(-1.0, 1.0);
        assertThat(ScalerFile.read(ARTEFACTS.resolve("minmax-clip.pkl")).clip()).isTrue();
    }

    @Test
    void the_one_scaler_of_a_pipeline_or_a_dictionary_is_taken() {
        assertThat(ScalerFile.read(ARTEFACTS.resolve("refused-pipeline.joblib")).scaling())
                .isEqualTo(ScalerFile.read(ARTEFACTS.resolve("standard.joblib")).scaling());
        assertThat(ScalerFile.read(ARTEFACTS.resolve("refused-dictionary.joblib"))
                        .scaling())
                .isEqualTo(ScalerFile.read(ARTEFACTS.resolve("minmax.joblib")).scaling());
    }

    /** Written by hand as Python 2 writes it: strings are bytes, and 4.0 is a numpy scalar. */
    @ParameterizedTest
    @ValueSource(strings = {"MaxAbsScaler", "StandardScaler", "RobustScaler"})
    void a_scaler_of_python_2_is_read(String type) {
        String four = "cnumpy.core.multiarray\nscalar\n(cnumpy\ndtype\n(U\u0002f8K\u0000K\u0001tRU\u0008"
                + "\u0000\u0000\u0000\u0000\u0000\u0000\u0010@tR";
        String flags = "U\twith_mean\u0089U\u000ewith_centering\u0089U\u0008with_std\u0088U\u000cwith_scaling\u0088";
        String pickle = "\u0080\u0002ccopy_reg\n_reconstructor\n(csklearn.preprocessing.data\n" + type
                + "\nc__builtin__\nobject\nNtR}(U\u0006scale_" + four + flags + "ub.";

        var scaler = ScalerFile.read(pickle.getBytes(StandardCharsets.ISO_8859_1), "scaler.pkl");

        assertThat(scaler.type()).isEqualTo(type);
        assertThat(scaler.scaling().center()).isZero();
        assertThat(scaler.scaling().scale()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    several-features, fitted to 3 columns
                    not-fitted, it was never fitted
                    power, holds sklearn.preprocessing._data.PowerTransformer
                    plain-list, has no scaler
                    """)
    void what_is_no_scaler_of_one_column_is_refused_by_name(String name, String problem) {
        var file = ARTEFACTS.resolve("refused-" + name + ".joblib");

        assertThatThrownBy(() -> ScalerFile.read(file))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(problem);
    }

    /** What runs the command {@code touch …} when Python reads it, written by hand in protocols 2 and 4. */
    @ParameterizedTest
    @CsvSource(textBlock = """
                    '\u0080\u0002cposix\nsystem\nX\u0005\u0000\u0000\u0000touch\u0085R.', posix.system
                    '\u0080\u0002cos\nsystem\nX\u0005\u0000\u0000\u0000touch\u0085R.', os.system
                    '\u0080\u0002c__builtin__\neval\nX\u0001\u0000\u0000\u00001\u0085R.', __builtin__.eval
                    '\u0080\u0004\u008c\u0002os\u008c\u0006system\u0093\u008c\u0005touch\u0085R.', os.system
                    '\u0080\u0004\u008c\u0008builtins\u008c\u0007getattr\u0093\u008c\u0005touch\u0085R.', builtins.getattr
                    """)
    void a_pickle_that_calls_anything_else_is_refused_by_its_name(String pickle, String name) {
        var bytes = pickle.getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> ScalerFile.read(bytes, "scaler.pkl"))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageStartingWith("scaler.pkl, byte ")
                .hasMessageContaining("names " + name + ", which is never executed or created here");
    }

    @Test
    void a_value_that_is_copied_again_and_again_stops_at_a_bound() {
        var pickle = new ArrayList<Byte>();
        add(pickle, "\u0080\u0004\u008c\u0007_codecs\u008c\u0006encode\u0093\u0094X");
        add(pickle, "\u0000\u0000\u0008\u0000");
        add(pickle, "a".repeat(512 << 10) + "\u0085\u0094");
        for (int i = 0; i < 50_000; i++) {
            add(pickle, "h\u0000h\u0001R");
        }

        assertThatThrownBy(() -> ScalerFile.read(bytes(pickle), "scaler.pkl"))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("bytes of copies");
    }

    private static void add(List<Byte> to, String text) {
        for (byte letter : text.getBytes(StandardCharsets.ISO_8859_1)) {
            to.add(letter);
        }
    }

    private static byte[] bytes(List<Byte> from) {
        byte[] bytes = new byte[from.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = from.get(i);
        }
        return bytes;
    }

    @Test
    void what_unpacks_to_more_than_any_scaler_is_refused() throws IOException {
        var file = folder.resolve("scaler.pkl");
        try (var out = new java.util.zip.GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(new byte[64 << 20]);
        }

        assertThatThrownBy(() -> ScalerFile.read(file))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("has more than 1048576 bytes");
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        var file = folder.resolve("none.pkl");

        assertThatThrownBy(() -> ScalerFile.read(file))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining(file + ": was not found");
    }

    static byte[] content(String name) {
        try {
            return Files.readAllBytes(ARTEFACTS.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
