package io.vigia.runtime.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HistogramTest {
    @Test
    void a_quantile_lies_within_its_bucket_in_proportion() {
        Histogram histogram = histogram(100, Map.of(1.0, 50.0, 2.0, 90.0, 10.0, 100.0));

        assertThat(histogram.quantile(0.5)).isEqualTo(1.0, within(1e-9));
        assertThat(histogram.quantile(0.7)).isEqualTo(1.5, within(1e-9));
        assertThat(histogram.quantile(0.99)).isEqualTo(9.2, within(1e-9));
    }

    @Test
    void what_was_beyond_the_last_bucket_is_told_as_its_bound() {
        assertThat(histogram(10, Map.of(1.0, 2.0, 5.0, 4.0)).quantile(0.99)).isEqualTo(5.0);
    }

    @Test
    void without_observations_there_is_no_quantile() {
        assertThat(histogram(0, Map.of(1.0, 0.0)).quantile(0.5)).isNull();
        assertThat(histogram(0, Map.of()).quantile(0.5)).isNull();
    }

    @Test
    void only_what_came_later_counts() {
        Histogram before = histogram(100, Map.of(1.0, 100.0, 4.0, 100.0));
        Histogram after = histogram(110, Map.of(1.0, 100.0, 4.0, 110.0));

        assertThat(after.since(before).quantile(0.5)).isEqualTo(2.5, within(1e-9));
    }

    private static Histogram histogram(double count, Map<Double, Double> upTo) {
        return new Histogram(new TreeMap<>(upTo), count);
    }
}
