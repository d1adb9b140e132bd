package io.vigia.models.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.detection.model.OutputScale;
import io.vigia.detection.model.Scaling;
import io.vigia.models.WorkbenchException;
import io.vigia.models.pickle.ImportedScaler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdScaleTest {
    private static final ImportedScaler DEGREES =
            new ImportedScaler("MinMaxScaler", new Scaling.MinMax(57, 86), 0, 1, false);
    private static final ImportedScaler SIGMAS =
            new ImportedScaler("StandardScaler", new Scaling.Standard(71.2, 40), -1, 1, false);

    @ParameterizedTest
    @CsvSource({"0.0388, SCALED", "0.2, SCALED", "2.387, RAW", "5, RAW", "20, RAW"})
    void a_threshold_is_told_by_the_part_of_the_range_that_it_is(double threshold, OutputScale scale) {
        assertThat(new ThresholdScale(threshold, DEGREES).tell(null, OutputScale.SCALED, "t"))
                .isEqualTo(scale);
    }

    @ParameterizedTest
    @CsvSource({"0.5", "1000"})
    void what_may_be_either_or_neither_is_asked_for(double threshold) {
        var scale = new ThresholdScale(threshold, DEGREES);

        assertThatThrownBy(() -> scale.tell(null, OutputScale.SCALED, "config.json"))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageStartingWith("config.json: the threshold " + threshold)
                .hasMessageContaining("--threshold-scale raw");
        assertThat(scale.tell(OutputScale.SCALED, OutputScale.SCALED, "t")).isEqualTo(OutputScale.SCALED);
    }

    @Test
    void deviations_have_no_range_but_span_about_six() {
        assertThat(new ThresholdScale(1, SIGMAS).tell(null, OutputScale.SCALED, "t"))
                .isEqualTo(OutputScale.SCALED);
        assertThat(new ThresholdScale(40, SIGMAS).tell(null, OutputScale.SCALED, "t"))
                .isEqualTo(OutputScale.RAW);
    }
}
