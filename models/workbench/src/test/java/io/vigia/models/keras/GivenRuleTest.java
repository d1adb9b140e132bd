package io.vigia.models.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.detection.RuleSpec;
import io.vigia.models.WorkbenchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        assertThat(GivenRule.thresholdFile(file("5")).rule()).isEqualTo(new RuleSpec.AbsoluteError(5));
        assertThat(GivenRule.thresholdFile(file(" 2.387054468521088\r\n")).rule())
                .isEqualTo(new RuleSpec.AbsoluteError(2.387054468521088));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"threshold": 2.387, "window_size": 10, "mae": 0.7} | 2.387 | 10
                    {"umbral": 3, "ventana": 24}                        | 3     | 24
                    {"threshold": "2.5", "window": 5}                   | 2.5   | 5
                    {"threshold": 1e-2}                                 | 0.01  |
                    """)
    void a_configuration_names_the_threshold_and_perhaps_the_window(String json, double threshold, Integer window)
            throws IOException {
        var rule = GivenRule.config(file(json));

        assertThat(rule.rule()).isEqualTo(new RuleSpec.AbsoluteError(threshold));
        assertThat(rule.window()).isEqualTo(window);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2,387", "0", "-1", "NaN", "1e999", "2.387 2.4", "0x10", "[2.387]"})
    void what_is_no_number_above_0_is_refused(String text) throws IOException {
        var file = file(text);

        assertThatThrownBy(() -> GivenRule.thresholdFile(file))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageStartingWith(file + ": the threshold is")
                .hasMessageEndingWith(
                        "Expected is a number above 0, in the sensor's unit: an error above it is an anomaly.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"limit": 2}                            | has none of the fields [threshold, umbral], but [limit]
                    {"threshold": null}                     | the threshold is ''
                    {"threshold": [2]}                      | the threshold is ''
                    {"threshold": 2, "window_size": "ten"}  | has a window of "ten"
                    {"threshold": 2                         | is no JSON
                    7                                       | is no JSON object
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
}
