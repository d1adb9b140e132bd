package io.vigia.models.keras;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.detection.model.Network;
import io.vigia.detection.model.OutputScale;
import io.vigia.detection.model.Scaling;
import io.vigia.models.pickle.ImportedScaler;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class OutputProbeTest {
    private static final ImportedScaler DEGREES =
            new ImportedScaler("MinMaxScaler", new Scaling.MinMax(57, 86), 0, 1, false);
    private static final ImportedScaler SIGMAS =
            new ImportedScaler("StandardScaler", new Scaling.Standard(71.2, 4), -1, 1, false);
    private static final ImportedScaler NEARLY_SCALED =
            new ImportedScaler("MinMaxScaler", new Scaling.MinMax(0, 1.1), 0, 1, false);

    @Test
    void answers_within_the_scaled_range_are_scaled() {
        assertThat(probe(DEGREES, z -> 0.1 + 0.8 * z).scale()).contains(OutputScale.SCALED);
        assertThat(probe(SIGMAS, z -> 0.9 * z).scale()).contains(OutputScale.SCALED);
    }

    @Test
    void answers_within_the_sensors_range_are_raw() {
        assertThat(probe(DEGREES, z -> 60 + 20 * z).scale()).contains(OutputScale.RAW);
        assertThat(probe(SIGMAS, z -> 71 + 3 * z).scale()).contains(OutputScale.RAW);
    }

    @Test
    void answers_that_fit_both_or_none_tell_nothing_but_what_was_seen() {
        assertThat(probe(NEARLY_SCALED, z -> z).scale()).isEmpty();
        assertThat(probe(DEGREES, z -> 20).scale()).isEmpty();
        assertThat(probe(DEGREES, z -> 20 + z).seen())
                .isEqualTo("to flat windows from 57.00 to 86.00 (0.000 to 1.000 scaled) it answers 20.00 to 21.00");
    }

    private static OutputProbe probe(ImportedScaler scaler, DoubleUnaryOperator answer) {
        return new OutputProbe(
                new Network() {
                    @Override
                    public int window() {
                        return 3;
                    }

                    @Override
                    public void predict(float[] windows, int rows, float[] predictions) {
                        for (int row = 0; row < rows; row++) {
                            predictions[row] = (float) answer.applyAsDouble(windows[3 * row]);
                        }
                    }
                },
                scaler);
    }
}
