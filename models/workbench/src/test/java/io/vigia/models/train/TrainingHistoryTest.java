package io.vigia.models.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.models.WorkbenchException;
import io.vigia.models.series.Series;
import io.vigia.property.Draw;
import io.vigia.property.Property;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingHistoryTest {
    @Test
    void what_can_not_be_trained_on_is_left_out_and_told() {
        var history = TrainingHistory.of(
                "x.csv",
                List.of(Histories.wave("good", 400), Histories.wave("short", 50), Histories.of("flat", 400, row -> 3)),
                10);

        assertThat(history.series()).extracting(Series::sensor).containsExactly("good");
        assertThat(history.remarks())
                .containsExactly(
                        "short is left out: 50 readings, and a window of 10 needs at least 200",
                        "flat is left out: its value never changes in the part to train on");
    }

    @Test
    void nothing_to_train_on_is_an_error_that_says_why() {
        assertThatThrownBy(() -> TrainingHistory.of("x.csv", List.of(Histories.wave("s", 1)), 10))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageStartingWith("x.csv: nothing is left to train on (s is left out: 1 readings");
    }

    @Test
    void a_file_that_runs_backwards_is_refused() {
        var series = Histories.wave("s", 500);
        var backwards = new long[500];
        for (int row = 0; row < 500; row++) {
            backwards[row] = series.times()[499 - row];
        }
        assertThatThrownBy(() -> TrainingHistory.of("x.csv", List.of(new Series("s", backwards, series.values())), 10))
                .hasMessageContaining("499 of 500 rows of sensor s are older")
                .hasMessageContaining("Sort the rows by time");
    }

    @Test
    void a_few_late_rows_duplicates_and_gaps_are_told_and_do_not_stop_it() {
        var series = Histories.wave("s", 500);
        series.times()[100] = series.times()[99];
        series.values()[100] = series.values()[99];
        series.times()[200] -= 600_000;
        for (int row = 300; row < 500; row++) {
            series.times()[row] += 7_200_000;
        }
        var history = TrainingHistory.of("x.csv", List.of(series), 10);

        assertThat(history.readings()).isEqualTo(498);
        assertThat(history.remarks())
                .containsExactly(
                        "s: 1 duplicate and 1 late rows are left out, as in a stream",
                        "s: 1 gaps (a value comes every 1m; the longest gap is 2h 1m); windows continue across them, as in a stream");
    }

    @Property
    void parts_are_the_whole_in_order_and_each_has_windows(Draw draw) {
        int length = draw.anInt(200, 3_000);
        var all = List.of(Histories.of("s", length, row -> row));
        double[] training = Parts.training(all).get(0);
        double[] validation = Parts.validation(all).get(0);
        double[] test = Parts.test(all).get(0);

        assertThat(training.length + validation.length + test.length).isEqualTo(length);
        assertThat(validation[0]).isEqualTo(training[training.length - 1] + 1);
        assertThat(test[0]).isEqualTo(validation[validation.length - 1] + 1);
        assertThat(Math.min(validation.length, test.length)).isGreaterThanOrEqualTo(30);
    }
}
