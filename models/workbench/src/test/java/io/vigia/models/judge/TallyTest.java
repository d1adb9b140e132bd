package io.vigia.models.judge;

import static io.vigia.models.judge.NabScorerTest.rows;
import static io.vigia.models.judge.NabScorerTest.series;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.models.series.Series;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final LabelledSeries SERIES =
            series(1_000, new RowWindow(200, 299), new RowWindow(400, 499), new RowWindow(600, 699));

    @Test
    void alarms_are_counted_and_windows_are_found_once() {
        Tally tally = Tally.of(SERIES, rows(10, 210, 250, 430, 550, 900));
        assertThat(tally.alarms()).isEqualTo(6);
        assertThat(tally.right()).isEqualTo(3);
        assertThat(tally.wrong()).isEqualTo(2);
        assertThat(tally.found()).isEqualTo(2);
        assertThat(tally.delays()).containsExactly(10, 30);
        assertThat(tally.medianDelay()).isEqualTo(20);
        assertThat(tally.precision()).isEqualTo(3 / 5.0);
        assertThat(tally.recall()).isEqualTo(2 / 3.0);
        assertThat(tally.f1()).isEqualTo(2 * 0.6 * (2 / 3.0) / (0.6 + 2 / 3.0));
        assertThat(tally.alarmsPer10000()).isEqualTo(60);
    }

    @Test
    void what_does_not_apply_is_not_a_number() {
        Tally silent = Tally.of(series(100), rows());
        assertThat(silent.precision()).isNaN();
        assertThat(silent.recall()).isNaN();
        assertThat(silent.medianDelay()).isNaN();
        assertThat(silent.score(NabProfile.STANDARD)).isNaN();
        assertThat(silent.alarmsPerWeek()).as("all rows have one time").isNaN();
    }

    @Test
    void alarms_per_week_are_those_of_one_sensor() {
        Tally both = Tally.sum(List.of(daily(15, 3), daily(8, 0)));
        assertThat(both.alarmsPerWeek()).isEqualTo(1);
    }

    private static Tally daily(int rows, int alarms) {
        long[] times = LongStream.range(0, rows)
                .map(row -> row * Duration.ofDays(1).toMillis())
                .toArray();
        return Tally.of(
                new LabelledSeries("daily.csv", new Series("daily", times, new double[rows]), List.of()),
                rows(IntStream.range(0, alarms).toArray()));
    }

    @Test
    void a_sum_counts_as_one_corpus() {
        Tally found = Tally.of(series(100, new RowWindow(50, 59)), rows(50));
        Tally missed = Tally.of(series(100, new RowWindow(50, 59)), rows());
        Tally both = Tally.sum(List.of(found, missed));
        assertThat(both.rows()).isEqualTo(200);
        assertThat(both.recall()).isEqualTo(0.5);
        assertThat(both.score(NabProfile.STANDARD)).isEqualTo(50);
    }
}
