package io.vigia.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.contract.Deletion;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;

class DeletionsTest {
    private static final int PARTITIONS = 12;

    @Test
    void few_are_awaited_one_by_one() {
        Deletions deletions = ofSensors(3);
        assertThat(deletions.awaited()).hasSize(3);
        assertThat(deletions.applied(2)).isEqualTo(2);
        assertThat(deletions.applied(3)).isEqualTo(3);
    }

    @Test
    void none_are_applied_at_once() {
        assertThat(ofSensors(0).applied(0)).isZero();
    }

    @Test
    void of_many_the_last_ones_stand_for_all() {
        Deletions deletions = ofSensors(20_000);
        assertThat(deletions.awaited()).hasSize(Deletions.MAX_AWAITED).contains(lastIn(deletions, 0));
        assertThat(deletions.applied(Deletions.MAX_AWAITED)).isEqualTo(20_000);
        assertThat(deletions.applied(Deletions.MAX_AWAITED - 1)).isLessThan(20_000);
    }

    @Test
    void the_last_of_each_partition_is_among_those_awaited() {
        Deletions deletions = ofSensors(100_000);
        assertThat(IntStream.range(0, PARTITIONS).mapToObj(partition -> lastIn(deletions, partition)))
                .isSubsetOf(deletions.awaited());
    }

    private static Deletions ofSensors(int count) {
        return Deletions.of(
                IntStream.range(0, count).mapToObj(number -> "sensor-" + number).toList());
    }

    /** By the hash that the producer uses. */
    private static String lastIn(Deletions deletions, int partition) {
        List<Deletion> there = deletions.all().stream()
                .filter(one -> Utils.toPositive(Utils.murmur2(Utils.utf8(one.sensor()))) % PARTITIONS == partition)
                .toList();
        return there.get(there.size() - 1).id();
    }
}
