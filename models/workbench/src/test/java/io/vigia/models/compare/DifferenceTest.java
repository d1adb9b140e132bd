package io.vigia.models.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class DifferenceTest {
    private static VerdictRows rows(int... anomalies) {
        BitSet set = new BitSet();
        Arrays.stream(anomalies).forEach(set::set);
        BitSet alarms = new BitSet();
        alarms.set(anomalies[0]);
        return new VerdictRows(set, alarms, 1);
    }

    @Test
    void rows_that_only_one_model_calls_anomalies_are_counted() {
        Difference difference = Difference.of("s", 1_000, rows(100, 101, 102), rows(101, 300));
        assertThat(difference.anomalyOnlyA()).isEqualTo(2);
        assertThat(difference.anomalyOnlyB()).isEqualTo(1);
        assertThat(difference.differing()).isEqualTo(3);
        assertThat(difference.first()).isEqualTo(100);
    }

    @Test
    void alarms_of_one_episode_are_no_difference() {
        Difference near = Difference.of("s", 1_000, rows(100), rows(175));
        assertThat(near.alarmOnlyA()).isZero();
        assertThat(near.alarmOnlyB()).isZero();
        Difference far = Difference.of("s", 1_000, rows(100), rows(176));
        assertThat(far.alarmOnlyA()).isEqualTo(1);
        assertThat(far.alarmOnlyB()).isEqualTo(1);
    }

    @Test
    void equal_verdicts_are_told_in_one_sentence() {
        Difference same = Difference.of("s", 1_000, rows(5), rows(5));
        assertThat(new DifferenceReport("a@1", "b@1", List.of(same)).lines())
                .containsExactly("A is a@1, B is b@1", "The verdicts are the same at all 1,000 values of 1 series.");
    }

    @Test
    void the_report_ends_with_the_sum_in_a_sentence() {
        Difference difference = Difference.of("s", 1_000, rows(5, 6), rows(500));
        assertThat(new DifferenceReport("a@1", "b@1", List.of(difference)).lines())
                .last()
                .isEqualTo("Verdicts differ at 3 of 1,000 values (0.300 %), in 1 of 1 series; alarms only of A: 1,"
                        + " only of B: 1.");
    }
}
