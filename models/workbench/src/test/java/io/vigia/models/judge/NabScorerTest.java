package io.vigia.models.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vigia.models.series.Series;
import io.vigia.property.Draw;
import io.vigia.property.Property;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class NabScorerTest {
    private static final NabScorer STANDARD = new NabScorer(NabProfile.STANDARD);

    /** 100 rows, so that 15 are not scored, and one window of ten. */
    private static final LabelledSeries SERIES = series(100, new RowWindow(50, 59));

    static LabelledSeries series(int rows, RowWindow... windows) {
        return new LabelledSeries("case.csv", new Series("case", new long[rows], new double[rows]), List.of(windows));
    }

    static BitSet rows(int... rows) {
        BitSet set = new BitSet();
        Arrays.stream(rows).forEach(set::set);
        return set;
    }

    @Test
    void a_window_found_at_its_first_row_earns_one_point() {
        assertThat(STANDARD.points(SERIES, rows(50))).isEqualTo(1);
    }

    @Test
    void a_later_row_of_a_window_earns_less_by_the_sigmoid() {
        // Row 55 lies at −(59 − 55 + 1)/10 = −0.5: (2/(1 + e^−2.5) − 1) / (2/(1 + e^−5) − 1).
        assertThat(STANDARD.points(SERIES, rows(55))).isCloseTo(0.848283639957513 / 0.9866142981514305, within(1e-12));
    }

    @Test
    void only_the_best_row_of_a_window_counts() {
        assertThat(STANDARD.points(SERIES, rows(50, 55, 59))).isEqualTo(1);
    }

    @Test
    void a_window_without_a_detection_costs_what_the_profile_says() {
        assertThat(STANDARD.points(SERIES, rows())).isEqualTo(-1);
        assertThat(new NabScorer(NabProfile.REWARD_LOW_FN).points(SERIES, rows()))
                .isEqualTo(-2);
    }

    @Test
    void a_detection_before_any_window_costs_all_of_a_false_alarm() {
        assertThat(STANDARD.points(SERIES, rows(20, 50))).isCloseTo(1 - 0.11, within(1e-12));
    }

    @Test
    void a_detection_soon_after_a_window_costs_less() {
        // Row 60 lies 1/9 behind the window: 0.11 · (2/(1 + e^(5/9)) − 1).
        assertThat(STANDARD.points(SERIES, rows(50, 60)))
                .isCloseTo(1 + 0.11 * (2 / (1 + Math.exp(5 / 9.0)) - 1), within(1e-12));
    }

    @Test
    void the_probation_is_not_scored() {
        assertThat(STANDARD.points(SERIES, rows(0, 7, 14, 50))).isEqualTo(1);
        assertThat(series(10_000).probation()).isEqualTo(750);
    }

    @Test
    void a_window_within_the_probation_is_neither_found_nor_missed() {
        assertThat(STANDARD.points(series(100, new RowWindow(3, 9)), rows(4))).isZero();
    }

    @Test
    void nothing_said_is_0_and_everything_right_is_100() {
        assertThat(STANDARD.normalised(STANDARD.points(SERIES, rows()), 1, 1)).isZero();
        assertThat(STANDARD.normalised(STANDARD.points(SERIES, rows(50)), 1, 1)).isEqualTo(100);
        assertThat(STANDARD.normalised(0, 0, 0)).isNaN();
    }

    @ParameterizedTest(name = "{0} rows, windows {1}, detections {2}")
    @CsvFileSource(resources = "nab-cases.csv", numLinesToSkip = 1)
    void cases_get_the_points_that_the_benchmarks_own_scorer_gives(
            int length,
            @Nullable String windows,
            @Nullable String detections,
            double standard,
            double lowFp,
            double lowFn) {
        LabelledSeries series =
                series(length, words(windows).map(NabScorerTest::window).toArray(RowWindow[]::new));
        BitSet rows = rows(words(detections).mapToInt(Integer::parseInt).toArray());
        assertThat(Stream.of(NabProfile.values()).map(profile -> new NabScorer(profile).points(series, rows)))
                .usingElementComparator((one, other) -> Math.abs(one - other) < 1e-9 ? 0 : 1)
                .containsExactly(standard, lowFp, lowFn);
    }

    private static Stream<String> words(@Nullable String text) {
        return text == null ? Stream.of() : Stream.of(text.split(" "));
    }

    private static RowWindow window(String text) {
        String[] ends = text.split("-");
        return new RowWindow(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]));
    }

    @Property(tries = 200)
    void points_lie_between_all_missed_with_false_alarms_and_all_found(Draw draw) {
        int length = draw.anInt(10, 2_000);
        List<Integer> detected = draw.list(0, 100, () -> draw.anInt(0, 1_999));
        NabProfile profile = draw.of(NabProfile.values());
        int third = length / 3;
        LabelledSeries series = series(length, new RowWindow(third, third + 1), new RowWindow(2 * third, length - 1));
        BitSet rows = rows(detected.stream().mapToInt(row -> row % length).toArray());
        double points = new NabScorer(profile).points(series, rows);
        assertThat(points)
                .isBetween(
                        -profile.miss() * 2 - profile.falseAlarm() * rows.cardinality() - 1e-9,
                        2 * profile.hit() + 1e-9);
    }
}
