package io.vigia.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vigia.property.Draw;
import io.vigia.property.Property;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyntheticSeriesTest {
    @Property(tries = 1_000)
    void every_series_is_finite_varies_and_can_be_made_again(Draw draw) {
        assertSound(draw.aLong(), draw.anInt(0, 10_000));
    }

    /** Each was one value for ever: it varies less than the steps in which it is reported. */
    @ParameterizedTest
    @CsvSource({"32, 103", "0, 73", "1, 18", "2, 179"})
    void a_series_is_not_rounded_to_a_single_value(long seed, int index) {
        assertSound(seed, index);
    }

    private static void assertSound(long seed, int index) {
        var values = new SyntheticSeries(seed, 300).values(index);

        assertThat(values).hasSize(300).isEqualTo(new SyntheticSeries(seed, 300).values(index));
        assertThat(Arrays.stream(values)).allMatch(Double::isFinite);
        var range = Arrays.stream(values).summaryStatistics();
        // Unlike counting distinct values this takes −0.0 for 0.0.
        assertThat(range.getMax()).isGreaterThan(range.getMin());
    }

    @Test
    void neighbouring_series_differ() {
        var family = new SyntheticSeries(1, 100);

        assertThat(family.values(0)).isNotEqualTo(family.values(1));
    }

    @Property(tries = 200)
    void scaled_values_are_within_the_clip(Draw draw) {
        double[] values = draw.doubles(0, 255);
        var finite = Arrays.stream(values).filter(x -> Math.abs(x) < 1e150).toArray();
        for (float scaled : SeriesScale.ofSensor(finite).scale(finite)) {
            assertThat(scaled).isBetween(-6f, 6f);
        }
    }

    @Test
    void a_constant_series_scales_to_zero() {
        assertThat(SeriesScale.ofSensor(new double[] {7, 7, 7}).scale(new double[] {7, 7, 7}))
                .containsExactly(0, 0, 0);
    }

    @Test
    void each_window_is_a_stretch_of_its_series_and_its_target_follows() {
        var family = new SyntheticSeries(4, 50);
        var scaled = SeriesScale.ofSensor(family.values(2)).scale(family.values(2));
        var windows = WindowSet.draw(family, 2, 3, 20, 10);

        for (int row = 0; row < windows.rows(); row++) {
            var stretch = Arrays.copyOfRange(windows.inputs(), row * 10, row * 10 + 11);
            stretch[10] = windows.targets()[row];
            assertThat(contains(scaled, stretch)).isTrue();
        }
    }

    @Test
    void the_last_value_as_a_prediction_is_measured_against_what_came() {
        var data = new WindowSet(2, new float[] {0, 1, 5, 2}, new float[] {2, -1});

        assertThat(PredictionError.ofLastValue(data)).isEqualTo(new PredictionError(2, Math.sqrt(5)));
    }

    @Test
    void values_that_do_not_fill_the_windows_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WindowSet(3, new float[5], new float[2]))
                .withMessage("5 values do not make 2 windows of 3");
    }

    private static boolean contains(float[] series, float[] stretch) {
        for (int start = 0; start + stretch.length <= series.length; start++) {
            if (Arrays.equals(series, start, start + stretch.length, stretch, 0, stretch.length)) {
                return true;
            }
        }
        return false;
    }
}
