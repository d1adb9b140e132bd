package io.vigia.store;

import static io.vigia.store.Writes.anomaly;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The anomalies in memory")
class KeptAnomaliesTest {
    @Test
    void beyond_the_bound_over_all_sensors_those_that_arrived_first_go() {
        KeptAnomalies kept = new KeptAnomalies(3, 9);
        kept.put(anomaly("a", 10, 1, 1));
        kept.put(anomaly("b", 5, 1, 2));
        kept.put(anomaly("a", 20, 1, 3));
        kept.put(anomaly("c", 1, 1, 4));
        assertThat(kept.size()).isEqualTo(3);
        assertThat(times(kept, "a")).containsExactly(20L);
        assertThat(times(kept, "b")).containsExactly(5L);
        kept.put(anomaly("c", 2, 1, 5));
        assertThat(times(kept, "b")).isEmpty();
        assertThat(kept.sensors())
                .as("a sensor without anomalies takes no room")
                .isEqualTo(2);
    }

    @Test
    void one_that_is_written_again_counts_once_and_as_the_newest() {
        KeptAnomalies kept = new KeptAnomalies(2, 9);
        kept.put(anomaly("a", 10, 1, 1));
        kept.put(anomaly("b", 10, 1, 2));
        kept.put(anomaly("a", 10, 2, 3));
        assertThat(kept.size()).isEqualTo(2);
        kept.put(anomaly("c", 10, 1, 4));
        assertThat(times(kept, "a")).containsExactly(10L);
        assertThat(times(kept, "b")).isEmpty();
    }

    @Test
    void a_deleted_sensor_leaves_only_how_far_its_deletion_reached_and_that_within_a_bound() {
        KeptAnomalies kept = new KeptAnomalies(100, 2);
        for (String sensor : List.of("a", "b", "c")) {
            kept.put(anomaly(sensor, 1, 1, 1));
            kept.deleteUpTo(sensor, 5);
        }
        assertThat(kept.size()).isZero();
        assertThat(kept.sensors()).isZero();
        assertThat(kept.deletions()).isEqualTo(2);
        kept.put(anomaly("c", 2, 1, 5));
        assertThat(times(kept, "c")).as("of a reading before the deletion").isEmpty();
        kept.put(anomaly("c", 2, 1, 6));
        assertThat(times(kept, "c")).containsExactly(2L);
    }

    private static List<Long> times(KeptAnomalies kept, String sensor) {
        return kept.range(sensor, 0, Long.MAX_VALUE, 100, Order.OLDEST_FIRST).stream()
                .map(verdict -> verdict.score().ts())
                .toList();
    }
}
