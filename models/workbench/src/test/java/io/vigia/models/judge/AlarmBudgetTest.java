package io.vigia.models.judge;

import static io.vigia.models.judge.NabScorerTest.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import io.vigia.models.TestModels;
import io.vigia.models.WorkbenchException;
import io.vigia.models.series.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlarmBudgetTest {
    private static final Corpus CORPUS = new Corpus(List.of(series(1_000), series(9_000)), null);

    /** Raises the more alarms the lower its threshold is, and some always. */
    private record Falling(double threshold, int always) implements ThresholdDetector {
        @Override
        public BitSet alarms(LabelledSeries series, Series values) {
            BitSet rows = new BitSet();
            rows.set(0, Math.min(series.length(), always + (int) Math.floor(100 / threshold)));
            return rows;
        }

        @Override
        public Falling at(double other) {
            return new Falling(other, always);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.2, 1, 7, 200})
    void the_threshold_raises_the_most_alarms_within_the_budget(double start) {
        double found = new AlarmBudget(20).threshold(new Falling(start, 0), CORPUS, (threshold, alarms) -> {});
        // Twenty alarms in both series together, ten in each.
        assertThat(found).isBetween(100 / 11.0, 100 / 10.0);
    }

    @Test
    void every_threshold_is_told_with_its_rate() {
        List<Double> rates = new ArrayList<>();
        new AlarmBudget(20).threshold(new Falling(10, 0), CORPUS, (threshold, alarms) -> {
            assertThat(alarms).isEqualTo(2 * Math.floor(100 / threshold));
            rates.add(alarms);
        });
        assertThat(rates).hasSize(8).startsWith(20.0, 24.0);
    }

    /** Raises most alarms at a threshold of 5: below, more and more of them are one episode. */
    private record Saturated(double threshold) implements ThresholdDetector {
        @Override
        public BitSet alarms(LabelledSeries series, Series values) {
            BitSet rows = new BitSet();
            rows.set(0, (int) Math.floor(10 / Math.max(threshold / 5, 5 / threshold)));
            return rows;
        }

        @Override
        public Saturated at(double other) {
            return new Saturated(other);
        }
    }

    @Test
    void the_search_does_not_go_down_to_where_everything_is_one_episode() {
        assertThat(new AlarmBudget(30).threshold(new Saturated(20), CORPUS, (threshold, alarms) -> {}))
                .as("the nearest tried to 5")
                .isCloseTo(20 / Math.pow(1.25, 6), withPercentage(1e-6));
    }

    @Test
    void a_budget_that_no_threshold_keeps_is_refused() {
        assertThatThrownBy(() -> new AlarmBudget(20).threshold(new Falling(1, 50), CORPUS, (threshold, alarms) -> {}))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("budget 20")
                .hasMessageContaining("Give a larger budget");
    }

    @Test
    void a_bundle_and_a_forest_find_spikes_within_the_budget_and_no_value_changes_earlier_alarms() {
        LabelledSeries spiky = spiky();
        Corpus corpus = new Corpus(List.of(spiky), null);
        for (ThresholdDetector detector : List.of(
                new BundleDetector(TestModels.adaptive(TestModels.naive(10)), WarmUp.STREAM, false),
                new RandomCutForestDetector())) {
            double threshold = new AlarmBudget(10).threshold(detector, corpus, (tried, alarms) -> {});
            ThresholdDetector fitted = detector.at(threshold);
            BitSet alarms = fitted.alarms(spiky, spiky.series());
            assertThat(alarms.stream()).as("%s", detector).containsExactly(1_000, 2_000, 3_000);
            assertThat(fitted.alarms(spiky, first(spiky.series(), 2_500)).stream())
                    .containsExactly(1_000, 2_000);
        }
    }

    private static LabelledSeries spiky() {
        Random random = new Random(1);
        double[] values = random.doubles(3_500).toArray();
        List.of(1_000, 2_000, 3_000).forEach(row -> values[row] += 20);
        long[] times = IntStream.range(0, values.length)
                .mapToLong(row -> 60_000L * row)
                .toArray();
        return new LabelledSeries("spiky.csv", new Series("spiky", times, values), List.of());
    }

    private static Series first(Series series, int rows) {
        return new Series(series.sensor(), Arrays.copyOf(series.times(), rows), Arrays.copyOf(series.values(), rows));
    }

    @Test
    void windows_are_widened_to_a_tenth_of_the_series() {
        assertThat(series(1_000, new RowWindow(500, 509)).widened().windows()).containsExactly(new RowWindow(455, 554));
        assertThat(series(1_000, new RowWindow(0, 0), new RowWindow(990, 999))
                        .widened()
                        .windows())
                .as("at the ends, a twentieth each")
                .containsExactly(new RowWindow(0, 25), new RowWindow(970, 999));
        assertThat(series(1_000, new RowWindow(300, 310), new RowWindow(340, 350))
                        .widened()
                        .windows())
                .as("that touch")
                .containsExactly(new RowWindow(281, 370));
        assertThat(series(1_000, new RowWindow(100, 399)).widened().windows())
                .as("wide already")
                .containsExactly(new RowWindow(100, 399));
    }
}
