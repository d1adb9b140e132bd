package io.vigia.store.memory;

import static io.vigia.store.Writes.delete;
import static io.vigia.store.Writes.scored;
import static io.vigia.store.Writes.unjudged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.property.Draw;
import io.vigia.property.Property;
import io.vigia.store.Order;
import io.vigia.store.Sample;
import io.vigia.store.SeriesStore;
import io.vigia.store.SeriesStoreContract;
import io.vigia.verdict.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The store in memory")
class MemorySeriesStoreTest extends SeriesStoreContract {
    private final MemorySeriesStore store = new MemorySeriesStore(100_000, null);

    @Override
    protected SeriesStore store() {
        return store;
    }

    @Test
    void it_does_not_survive_its_process_and_says_so() {
        assertThat(store.durable()).isFalse();
    }

    @Test
    void beyond_its_bound_the_samples_that_arrived_first_go() {
        MemorySeriesStore small = new MemorySeriesStore(3, null);
        LongStream.rangeClosed(1, 5).forEach(ts -> small.write(List.of(scored("s", ts, ts))));
        assertThat(small.size()).isEqualTo(3);
        assertThat(times(small, "s")).containsExactly(3L, 4L, 5L);
    }

    @Test
    void a_busy_sensor_pushes_out_its_own_oldest_before_a_later_sensor_s_newest() {
        MemorySeriesStore small = new MemorySeriesStore(1_000, null);
        LongStream.range(0, 1_000).forEach(ts -> small.write(List.of(scored("busy", ts, ts))));
        small.write(List.of(scored("calm", 1, 1)));
        LongStream.range(1_000, 1_400).forEach(ts -> small.write(List.of(scored("busy", ts, ts))));
        assertThat(times(small, "calm")).containsExactly(1L);
        assertThat(small.size()).isEqualTo(1_000);
    }

    @Test
    void a_sensor_that_lost_its_samples_to_others_can_be_written_again_and_deleted() {
        MemorySeriesStore small = new MemorySeriesStore(2, null);
        small.write(List.of(scored("a", 1, 1), scored("b", 1, 1), scored("b", 2, 2)));
        assertThat(times(small, "a")).isEmpty();
        assertThat(small.sensors(null, 9)).containsExactly("a", "b");
        small.write(List.of(scored("a", 2, 2), delete("b", 1)));
        assertThat(times(small, "a")).containsExactly(2L);
        assertThat(small.size()).isEqualTo(1);
    }

    @Property(tries = 200)
    void late_and_repeated_samples_land_where_a_sorted_map_has_them(Draw draw) {
        List<Integer> times = draw.list(0, 2_000, () -> draw.anInt(0, 1_500));
        MemorySeriesStore tested = new MemorySeriesStore(100_000, null);
        Map<Long, Double> expected = new TreeMap<>();
        for (int i = 0; i < times.size(); i++) {
            long ts = times.get(i);
            expected.put(ts, (double) i);
            tested.write(List.of(i % 3 == 0 ? unjudged("s", ts, i, Status.LATE) : scored("s", ts, i)));
        }
        assertThat(tested.range("s", 0, Long.MAX_VALUE, 10_000, Order.OLDEST_FIRST))
                .extracting(Sample::ts, Sample::value)
                .containsExactlyElementsOf(expected.entrySet().stream()
                        .map(entry -> Tuple.tuple(entry.getKey(), entry.getValue()))
                        .toList());
        assertThat(tested.size()).isEqualTo(expected.size());
    }

    @Property(tries = 100)
    void the_bound_holds_whatever_is_written(Draw draw) {
        List<Integer> times = draw.list(0, 500, () -> draw.anInt(0, 300));
        int max = draw.anInt(1, 50);
        MemorySeriesStore tested = new MemorySeriesStore(max, null);
        for (int i = 0; i < times.size(); i++) {
            tested.write(List.of(scored("s" + i % 3, times.get(i), i)));
            assertThat(tested.size()).isLessThanOrEqualTo(max);
        }
        int read = IntStream.range(0, 3).map(s -> times(tested, "s" + s).size()).sum();
        assertThat(tested.size()).isEqualTo(read);
    }

    @Test
    void readers_see_whole_samples_while_somebody_writes() {
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 20_000; i++) {
                store.write(List.of(scored("shared", i, i)));
            }
        });
        while (!writer.isDone()) {
            assertThat(store.range("shared", 0, Long.MAX_VALUE, 100, Order.NEWEST_FIRST))
                    .allMatch(sample -> sample.value() == sample.ts() && sample.prediction() == sample.ts() - 0.5);
        }
        writer.join();
        assertThat(times(store, "shared")).hasSize(20_000);
    }

    @Test
    void visits_go_on_where_the_file_has_them(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("data").resolve("visits");
        assertThat(new MemorySeriesStore(1, file).visit()).isEqualTo(1);
        assertThat(new MemorySeriesStore(1, file).visit()).isEqualTo(2);
        Files.writeString(file, "not a number");
        assertThat(new MemorySeriesStore(1, file).visit()).isEqualTo(1);
    }

    @Test
    void a_bound_below_one_is_refused() {
        assertThatThrownBy(() -> new MemorySeriesStore(0, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maxSamples is 0");
    }

    private static List<Long> times(SeriesStore store, String sensor) {
        return store.range(sensor, 0, Long.MAX_VALUE, 100_000, Order.OLDEST_FIRST).stream()
                .map(Sample::ts)
                .toList();
    }
}
