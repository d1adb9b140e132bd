package io.vigia.models.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.property.Draw;
import io.vigia.property.Property;
import org.junit.jupiter.api.Test;

class TimelineTest {
    @Test
    void duplicates_late_rows_and_gaps_are_told_apart() {
        var series = new Series(
                "s", new long[] {0, 10, 10, 10, 20, 5, 30, 100, 110}, new double[] {1, 2, 2, 3, 4, 5, 6, 7, 8});

        assertThat(Timeline.of(series)).isEqualTo(new Timeline(9, 1, 2, 10, 1, 70));
        assertThat(series.inOrder().times()).containsExactly(0, 10, 20, 30, 100, 110);
        assertThat(series.inOrder().values()).containsExactly(1, 2, 4, 6, 7, 8);
    }

    @Test
    void one_value_has_no_step() {
        assertThat(Timeline.of(new Series("s", new long[] {5}, new double[] {1})))
                .isEqualTo(new Timeline(1, 0, 0, 0, 0, 0));
    }

    @Property
    void what_is_left_in_order_and_what_is_set_aside_make_the_whole(Draw draw) {
        int[] times = draw.ints(1, 50, () -> draw.anInt(0, 30));
        var series =
                new Series("s", java.util.Arrays.stream(times).asLongStream().toArray(), new double[times.length]);
        var kept = series.inOrder();

        assertThat(kept.length() + Timeline.of(series).setAside()).isEqualTo(times.length);
        assertThat(kept.times()).isSorted().doesNotHaveDuplicates();
        assertThat(Timeline.of(kept).setAside()).isZero();
    }
}
