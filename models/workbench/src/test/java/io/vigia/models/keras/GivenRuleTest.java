package io.vigia.models.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.detection.model.RuleSpec;
import io.vigia.models.WorkbenchException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GivenRuleTest {
    @TempDir
    Path folder;

    @Test
    void a_file_holds_one_number_with_or_without_an_end_of_line() throws IOException {
        assertThat(GivenRule.thresholdFile(file("5")).threshold()).isEqualTo(5);
        assertThat(GivenRule.thresholdFile(file(" 2.387054468521088\r\n")).threshold())
                .isEqualTo(2.387054468521088);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"threshold": 2.387, "window_size": 10, "mae": 0.7} | 2.387 | 10
                    {"umbral": 3, "ventana": 24}                        | 3     | 24
                    {"threshold": "2.5", "window": 5}                   | 2.5   | 5
                    {"threshold": 2, "windows_size": 12}                | 2     | 12
                    {"Threshold": 2, "n_steps": 30, "lookback": 30}     | 2     | 30
                    {"threshold": 2, "sequence_length": 7.0}            | 2     | 7
                    {"threshold": 1e-2}                                 | 0.01  |
                    {"umbral": 2, "threshold": 2.0}                     | 2     |
                    """)
    void a_configuration_names_the_threshold_and_perhaps_the_window(String json, double threshold, Integer window)
            throws IOException {
        var rule = GivenRule.config(file(json));

        assertThat(rule.threshold()).isEqualTo(threshold);
        assertThat(rule.window()).isEqualTo(window);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2,387", "0", "-1", "NaN", "1e999", "2.387 2.4", "0x10", "[2.387]"})
    void what_is_no_number_above_0_is_refused(String text) throws IOException {
        var file = file(text);

        assertThatThrownBy(() -> GivenRule.thresholdFile(file))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageStartingWith(file + ": the threshold is")
                .hasMessageEndingWith("The threshold must be one number above 0; an error above it is an anomaly.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"limit": 2}                            | has neither threshold nor umbral, but [limit]
                    {"threshold": null}                     | the threshold is ''
                    {"threshold": [2]}                      | the threshold is ''
                    {"threshold": 2, "window_size": "ten"}  | has a window of "ten"
                    {"threshold": 2, "window": 9, "n_steps": 10} | has several windows: [window, n_steps] are [9, 10]
                    {"threshold": 2, "umbral": 3}           | names several thresholds: [threshold, umbral] are [2.0, 3.0]
                    {"threshold": 2, "threshold": 3}        | Duplicate
                    {"threshold": 2, "Anomaly Threshold": "x"} | the threshold is 'x', which is not a number
                    {"threshold": 2                         | is not valid JSON
                    7                                       | is not a JSON object
                    """)
    void a_configuration_without_a_threshold_is_refused(String json, String problem) throws IOException {
        var file = file(json);

        assertThatThrownBy(() -> GivenRule.config(file))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(problem);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("given"), text);
    }

    @Test
    void fields_that_are_not_known_are_named() throws IOException {
        assertThat(GivenRule.config(file("{\"threshold\": 2, \"mae\": 0.7, \"units\": 50}"))
                        .unused())
                .containsExactly("mae", "units");
    }

    @Test
    void a_byte_order_mark_and_utf_16_are_read() throws IOException {
        for (var bytes : List.of(
                "\ufeff2.5".getBytes(StandardCharsets.UTF_8),
                "\ufeff2.5\r\n".getBytes(StandardCharsets.UTF_16LE),
                "\ufeff2.5".getBytes(StandardCharsets.UTF_16BE),
                "2.5".getBytes(StandardCharsets.UTF_16LE))) {
            assertThat(GivenRule.thresholdFile(Files.write(folder.resolve("given"), bytes))
                            .threshold())
                    .isEqualTo(2.5);
        }
        var json = "\ufeff{\"threshold\": 2.5}".getBytes(StandardCharsets.UTF_16LE);
        assertThat(GivenRule.config(Files.write(folder.resolve("given"), json)).threshold())
                .isEqualTo(2.5);
    }

    /** As numpy.save, numpy.savez and pickle write 2.5. */
    @Test
    void a_number_of_numpy_or_pickle_is_read() throws IOException {
        byte[] array = numpy("()", 2.5);
        var zip = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(zip)) {
            out.putNextEntry(new ZipEntry("arr_0.npy"));
            out.write(array);
        }
        byte[] pickle =
                "\u0080\u0004G@\u0004\u0000\u0000\u0000\u0000\u0000\u0000.".getBytes(StandardCharsets.ISO_8859_1);
        for (var bytes : List.of(array, numpy("(1,)", 2.5), zip.toByteArray(), pickle)) {
            assertThat(GivenRule.thresholdFile(Files.write(folder.resolve("given"), bytes))
                            .threshold())
                    .isEqualTo(2.5);
        }
        var two = Files.write(folder.resolve("given"), numpy("(2,)", 2.5, 3));
        assertThatThrownBy(() -> GivenRule.thresholdFile(two))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("has 2 numbers");
    }

    private static byte[] numpy(String shape, double... numbers) {
        String header = "{'descr': '<f8', 'fortran_order': False, 'shape': %s, }\n".formatted(shape);
        var bytes =
                ByteBuffer.allocate(10 + header.length() + 8 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) header.length());
        bytes.put(header.getBytes(StandardCharsets.ISO_8859_1));
        for (double number : numbers) {
            bytes.putDouble(number);
        }
        return bytes.array();
    }

    @Test
    void the_adaptive_rule_is_calibrated_later_where_the_window_is_long() {
        assertThat(GivenRule.adaptive().rule(10, 1)).isEqualTo(RuleSpec.Adaptive.defaults());
        assertThat(GivenRule.adaptive().rule(300, 1))
                .isEqualTo(RuleSpec.Adaptive.defaults().withCalibrations(600, 1200));
    }
}
