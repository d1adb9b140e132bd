package io.vigia.models.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.models.WorkbenchException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadKerasFileTest {
    private static final String CONFIG = "config.json";
    private static final String WEIGHTS = "model.weights.h5";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "class_name": "LSTM"                       | "class_name": "ConvLSTM1D"               | layer ConvLSTM1D 'lstm': is of an unsupported class. Supported are
                    "activation": "tanh"                       | "activation": "my_own"                   | layer LSTM 'lstm': activation is my_own, which is not supported. Train with one of tanh
                    "recurrent_activation": "sigmoid"          | "recurrent_activation": "gelu"           | layer LSTM 'lstm': recurrent_activation is gelu
                    "stateful": false                          | "stateful": true                         | layer LSTM 'lstm': stateful is true, which is not supported
                    "return_state": false                      | "return_state": true                     | layer LSTM 'lstm': return_state is true
                    "units": 4                                 | "units": 5                               | layer LSTM 'lstm': has weights (number 0) of shape [1, 16]; its options require [1, 20]
                    "units": 4                                 | "units": -4                              | layer LSTM 'lstm': units is -4; expected a whole number
                    "units": 4                                 | "units": "four"                          | layer LSTM 'lstm': units is "four"; expected a whole number
                    "use_bias": true                           | "use_bias": false                        | layer LSTM 'lstm': has 3 arrays of weights; its options require 2
                    "config": {"name": "float32"}              | "config": {"name": "mixed_float16"}      | layer LSTM 'lstm': computes in 'mixed_float16'
                    "batch_shape": [null, 6, 1]                | "batch_shape": [null, 6, 3]              | has an input of shape [6, 3]: 3 features. A sensor has one value
                    "batch_shape": [null, 6, 1]                | "batch_shape": [null, 6, 1, 1]           | has an input of shape [6, 1, 1]
                    "batch_shape": [null, 6, 1]                | "batch_shape": [null, 600000, 1]         | has a window of 600000 values; must be 1 to 1024
                    "class_name": "Sequential"                 | "class_name": "MyModel"                  | is a model of the class 'MyModel'. Supported are
                    "layers": [                                | "layers": 7, "other": [                  | has no layers in its configuration
                    {"module"                                  | {{"module"                               | config.json: is not valid JSON
                    """)
    void what_the_configuration_says_and_cannot_be_is_named(String from, String to, String problem) throws IOException {
        var file = folder.resolve("modelo.keras");
        byte[] config = entry(CONFIG);
        String changed = new String(config, StandardCharsets.UTF_8)
                .replace("\"name\": \"lstm_" + number(config) + "\"", "\"name\": \"lstm\"");
        assertThat(changed).contains(from);
        zip(file, changed.replace(from, to).getBytes(StandardCharsets.UTF_8), entry(WEIGHTS));

        assertThatThrownBy(() -> KerasNetwork.read(file, null).toOnnx(null, false, Answer.NEXT_VALUE))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(problem);
    }

    /** Keras numbers the layers of one process. */
    private static String number(byte[] config) {
        var text = new String(config, StandardCharsets.UTF_8);
        var found = Pattern.compile("\"name\": \"lstm_?(\\d*)\"").matcher(text);
        return found.find() ? found.group(1) : "";
    }

    @Test
    void weights_that_are_no_numbers_are_named_by_layer_and_place() throws IOException {
        var file = folder.resolve("modelo.keras");
        byte[] weights = entry(WEIGHTS);
        int place = indexOf(weights, littleEndian(firstWeight()));
        Arrays.fill(weights, place, place + 4, (byte) 0xff);
        zip(file, entry(CONFIG), weights);

        assertThatThrownBy(() -> KerasNetwork.read(file, null).toOnnx(null, false, Answer.NEXT_VALUE))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("has the weight NaN (number 0, place 0). The training diverged");
    }

    @Test
    void a_layer_that_makes_too_much_of_a_window_is_named() throws IOException {
        var file = folder.resolve("modelo.keras");
        var config = """
                {"class_name": "Sequential", "config": {"layers": [
                {"class_name": "InputLayer", "config": {"name": "in", "batch_shape": [null, 6, 1]}},
                {"class_name": "Flatten", "config": {"name": "flat"}},
                {"class_name": "RepeatVector", "config": {"name": "many", "n": 1000000}}]}}
                """;
        zip(file, config.getBytes(StandardCharsets.UTF_8), entry(WEIGHTS));

        assertThatThrownBy(() -> KerasNetwork.read(file, null).toOnnx(null, false, Answer.NEXT_VALUE))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("layer RepeatVector 'many': answers 6000000 numbers for one window");
    }

    @Test
    void a_changed_byte_within_a_zip_is_noticed() throws IOException {
        byte[] changed = Files.readAllBytes(KerasNetworkTest.ARTEFACTS.resolve("lstm.keras"));
        changed[indexOf(changed, littleEndian(firstWeight()))]++;
        var file = Files.write(folder.resolve("modelo.keras"), changed);

        assertThatThrownBy(() -> KerasFile.read(file))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("model.weights.h5: is damaged: its checksum does not match");
    }

    private static float firstWeight() {
        return KerasFile.read(KerasNetworkTest.ARTEFACTS.resolve("lstm.keras")).layers().stream()
                .filter(layer -> layer.type().equals("LSTM"))
                .findFirst()
                .orElseThrow()
                .weights()
                .get(0)
                .values()[0];
    }

    private static byte[] littleEndian(float value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(value)
                .array();
    }

    private static int indexOf(byte[] in, byte[] part) {
        for (int at = 0; at <= in.length - part.length; at++) {
            if (Arrays.equals(in, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        throw new AssertionError("the weight is not in the file");
    }

    @Test
    void an_entry_that_unpacks_to_more_than_any_configuration_is_refused() throws IOException {
        var file = folder.resolve("modelo.keras");
        zip(file, new byte[64 << 20], entry(WEIGHTS));

        assertThat(Files.size(file)).isLessThan(200_000);
        assertThatThrownBy(() -> KerasFile.read(file))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("config.json: has more than 4194304 bytes");
    }

    @Test
    void weights_that_are_no_hdf5_are_refused() throws IOException {
        var file = folder.resolve("modelo.keras");
        zip(file, entry(CONFIG), "not at all".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> KerasFile.read(file))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("model.weights.h5: is not a readable HDF5 file");
    }

    @Test
    void a_file_of_weights_alone_is_told_from_a_model() throws IOException {
        var file = folder.resolve("modelo.h5");
        Files.write(file, entry(WEIGHTS));

        assertThatThrownBy(() -> KerasFile.read(file))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("has no attribute model_config: it has only weights");
    }

    @Test
    void what_is_neither_zip_nor_hdf5_is_refused() throws IOException {
        var file = Files.writeString(folder.resolve("modelo.keras"), "hello, I am a model");

        assertThatThrownBy(() -> KerasFile.read(file))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("is neither a zip nor an HDF5 file");
        assertThatThrownBy(() -> KerasFile.read(folder.resolve("none.keras")))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("none.keras: was not found");
    }

    private static byte[] entry(String name) throws IOException {
        try (var zip =
                new ZipFile(KerasNetworkTest.ARTEFACTS.resolve("lstm.keras").toFile())) {
            return zip.getInputStream(zip.getEntry(name)).readAllBytes();
        }
    }

    static void zip(Path file, byte[] config, byte[] weights) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("metadata.json"));
            zip.write("{\"keras_version\": \"3.15.1\"}".getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry(CONFIG));
            zip.write(config);
            zip.putNextEntry(new ZipEntry(WEIGHTS));
            zip.write(weights);
        }
    }
}
