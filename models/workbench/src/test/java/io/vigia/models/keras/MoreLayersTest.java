package io.vigia.models.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vigia.detection.onnx.OnnxNetwork;
import io.vigia.models.WorkbenchException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Layers and files beyond those that src/test/keras writes; the expected numbers are computed by hand. */
class MoreLayersTest {
    private static final float[] WINDOW = {1, 2, 4, 8};

    @TempDir
    Path folder;

    /** The kernel is (1, 10) over the steps 1, 2, 4, 8; the steps of its output are summed with weights 1, 2, 3, 4. */
    @ParameterizedTest
    @CsvSource({"valid, 1, 1, 357", "same, 1, 1, 389", "causal, 1, 1, 514", "valid, 2, 1, 189", "valid, 1, 2, 205"})
    void a_convolution_slides_over_the_steps(String padding, int stride, int dilation, double expected)
            throws IOException {
        String options =
                "\"filters\": 1, \"kernel_size\": [2], \"strides\": [%d], \"dilation_rate\": [%d], \"padding\": \"%s\""
                        .formatted(stride, dilation, padding);
        int steps = padding.equals("valid") ? (4 - dilation - 1) / stride + 1 : 4;
        var file = new TestKerasFile(4)
                .layer("Conv1D", options, "conv1d", new float[][][] {{{1}}, {{10}}}, new float[] {0})
                .layer("Flatten", "", "")
                .layer("Dense", "\"units\": 1, \"use_bias\": false", "dense", (Object) rising(steps))
                .write(folder);

        assertThat(answer(file, false)).isCloseTo(expected, within(1e-3));
    }

    private static float[][] rising(int rows) {
        float[][] weights = new float[rows][1];
        for (int row = 0; row < rows; row++) {
            weights[row][0] = row + 1;
        }
        return weights;
    }

    @ParameterizedTest
    @CsvSource({"MaxPooling1D, 18", "AveragePooling1D, 13.5", "GlobalMaxPooling1D, 8", "GlobalAveragePooling1D, 3.75"})
    void pooling_takes_the_largest_or_the_mean(String type, double expected) throws IOException {
        int left = type.startsWith("Global") ? 1 : 2;
        var file = new TestKerasFile(4)
                .layer(type, type.startsWith("Global") ? "" : "\"pool_size\": [2], \"strides\": [2]", "")
                .layer("Flatten", "", "")
                .layer("Dense", "\"units\": 1, \"use_bias\": false", "dense", (Object) rising(left))
                .write(folder);

        assertThat(answer(file, false)).isCloseTo(expected, within(1e-4));
    }

    /** The steps 1, 2, 4, 8 stand behind as many zeros as come before them, and are summed with weights 1, 2, 3… */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"2 | 8 | 79", "[2, 0] | 6 | 79", "[0, 3] | 7 | 49", "[1, 1] | 6 | 64", "0 | 4 | 49"})
    void padding_puts_zeros_at_the_ends(String padding, int steps, double expected) throws IOException {
        var file = new TestKerasFile(4)
                .layer("ZeroPadding1D", "\"padding\": " + padding, "")
                .layer("Flatten", "", "")
                .layer("Dense", "\"units\": 1, \"use_bias\": false", "dense", (Object) rising(steps))
                .write(folder);

        assertThat(answer(file, false)).isCloseTo(expected, within(1e-4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "[1]", "[1, 2, 3]", "\"same\"", "1.5", "99999999999"})
    void a_padding_that_keras_never_writes_is_refused_with_what_it_is(String padding) throws IOException {
        for (var option : List.of("ZeroPadding1D/padding", "Cropping1D/cropping")) {
            var file = new TestKerasFile(4)
                    .layer(option.split("/")[0], "\"" + option.split("/")[1] + "\": " + padding, "")
                    .write(folder);

            assertThatThrownBy(() -> answer(file, false))
                    .isInstanceOf(WorkbenchException.class)
                    .hasMessageContaining("must be one or two whole numbers from 0 to 4096");
        }
    }

    @Test
    void normalization_and_rescaling_come_before_the_rest() throws IOException {
        var file = new TestKerasFile(4)
                .layer("Rescaling", "\"scale\": 0.5, \"offset\": 1", "")
                .layer("Normalization", "\"axis\": [-1]", "normalization", new float[] {2}, new float[] {4})
                .layer("GlobalMaxPooling1D", "", "")
                .write(folder);

        assertThat(answer(file, false)).isCloseTo((8 * 0.5 + 1 - 2) / 2, within(1e-5));
    }

    @Test
    void of_several_steps_ahead_the_first_is_taken_where_the_user_says_so() throws IOException {
        var file = new TestKerasFile(4)
                .layer("Flatten", "", "")
                .layer("Dense", "\"units\": 2, \"use_bias\": false", "dense", (Object)
                        new float[][] {{1, 9}, {1, 9}, {1, 9}, {1, 9}})
                .write(folder);

        assertThat(answer(file, true)).isCloseTo(15, within(1e-4));
        assertThatThrownBy(() ->
                        new ModelImport(file, null, GivenRule.adaptive(), null, null, null, null, "own", "1").read())
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("answers [2] for a window of 4 values")
                .hasMessageContaining("use --first-step");
    }

    @Test
    void a_model_within_the_model_gives_its_layers() throws IOException {
        String inner =
                "\"layers\": [{\"class_name\": \"Dense\", \"config\": {\"name\": \"dense\", \"units\": 1, \"use_bias\": false}}]";
        var file = new TestKerasFile(4)
                .layer("Sequential", inner, "sequential/layers/dense", (Object) new float[][] {{3}})
                .layer("GlobalMaxPooling1D", "", "")
                .write(folder);

        assertThat(answer(file, false)).isCloseTo(24, within(1e-4));
    }

    private static double answer(Path file, boolean firstStep) {
        var answer = new float[1];
        try (var network = new OnnxNetwork(
                KerasNetwork.read(file, null).toOnnx(null, false, firstStep ? Answer.FIRST_STEP : Answer.NEXT_VALUE),
                file.toString(),
                4)) {
            network.predict(WINDOW, 1, answer);
        }
        return answer[0];
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    model.h5     | version https://git-lfs.github.com/spec/v1 | is a Git LFS pointer, not the model. Run 'git lfs pull'
                    model.tflite | 0000TFL3                                   | is a TensorFlow Lite model
                    model.pth    | something                                  | is a pickle, as written by torch.save or pickle.dump
                    model.onnx   | something                                  | is not an ONNX file, or is damaged
                    model.keras  | <!DOCTYPE html><html>                      | is a web page, not the model
                    """)
    void a_file_of_another_kind_is_named(String name, String content, String problem) throws IOException {
        var file = Files.write(folder.resolve(name), content.getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> TrainedNetwork.read(file, null))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void a_saved_model_folder_is_named_with_what_converts_it() throws IOException {
        Files.createFile(folder.resolve("saved_model.pb"));

        assertThatThrownBy(() -> TrainedNetwork.read(folder, null))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("is a SavedModel folder. With the TensorFlow that wrote it")
                .hasMessageContaining("load_model('DIR').save('modelo.h5')");
    }
}
