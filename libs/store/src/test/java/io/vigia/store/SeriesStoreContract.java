package io.vigia.store;

import static io.vigia.store.Order.NEWEST_FIRST;
import static io.vigia.store.Order.OLDEST_FIRST;
import static io.vigia.store.Writes.anomalous;
import static io.vigia.store.Writes.anomaly;
import static io.vigia.store.Writes.delete;
import static io.vigia.store.Writes.scored;
import static io.vigia.store.Writes.unjudged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.vigia.contract.Verdict;
import io.vigia.verdict.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** What every {@link SeriesStore} does. A subclass answers the store; sensors of each test are its own. */
public abstract class SeriesStoreContract {
    private static final long ALL = Long.MAX_VALUE;
    private static final int MANY = 10_000;

    private final String run = UUID.randomUUID().toString().substring(0, 8);

    /** The store under test, which may hold what other tests wrote. */
    protected abstract SeriesStore store();

    /** A sensor that no other test uses. */
    protected final String sensor(String name) {
        return run + "." + name;
    }

    @Test
    void a_sample_comes_back_as_it_was_written() {
        String sensor = sensor("a");
        write(anomalous(sensor, 1_000, 72.30000000000001));
        assertThat(store().range(sensor, 0, ALL, MANY, OLDEST_FIRST))
                .containsExactly(new Sample(
                        1_000,
                        72.30000000000001,
                        72.30000000000001 - 0.5,
                        72.30000000000001 - 0.75,
                        72.30000000000001 - 0.25,
                        0.25,
                        true));
    }

    @Test
    void numbers_at_the_edges_of_doubles_come_back_exactly() {
        String sensor = sensor("edges");
        List<Double> edges = List.of(
                Double.MIN_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, 0.1 + 0.2, 1e-300, 1.0 / 3, 123456789.123456789);
        write(IntStream.range(0, edges.size())
                .mapToObj(i -> unjudged(sensor, i, edges.get(i), Status.WARMING_UP))
                .toArray(StoreWrite[]::new));
        assertThat(values(sensor)).containsExactlyElementsOf(edges);
    }

    @Test
    void a_value_that_was_not_judged_has_no_verdict() {
        String sensor = sensor("warming");
        write(unjudged(sensor, 5, 1.5, Status.WARMING_UP));
        assertThat(store().range(sensor, 0, ALL, MANY, OLDEST_FIRST))
                .containsExactly(new Sample(5, 1.5, Double.NaN, Double.NaN, Double.NaN, Double.NaN, false));
    }

    @Test
    void a_range_has_both_ends_and_no_more_than_its_limit_in_either_order() {
        String sensor = sensor("range");
        write(LongStream.rangeClosed(1, 9)
                .mapToObj(ts -> scored(sensor, ts * 10, ts))
                .toArray(StoreWrite[]::new));
        assertThat(times(sensor, 20, 60, MANY, OLDEST_FIRST)).containsExactly(20L, 30L, 40L, 50L, 60L);
        assertThat(times(sensor, 20, 60, 2, OLDEST_FIRST)).containsExactly(20L, 30L);
        assertThat(times(sensor, 20, 60, 2, NEWEST_FIRST)).containsExactly(60L, 50L);
        assertThat(times(sensor, 21, 29, MANY, NEWEST_FIRST)).isEmpty();
        assertThat(times(sensor, 60, 20, MANY, OLDEST_FIRST)).isEmpty();
        assertThat(times(sensor, 0, ALL, 0, OLDEST_FIRST)).isEmpty();
        assertThat(times(sensor, -5, 10, MANY, OLDEST_FIRST)).containsExactly(10L);
    }

    @Test
    void verdicts_stay_with_their_values_where_only_some_were_judged() {
        String sensor = sensor("mixed");
        write(
                unjudged(sensor, 1, 1, Status.WARMING_UP),
                unjudged(sensor, 2, 2, Status.WARMING_UP),
                scored(sensor, 3, 3),
                unjudged(sensor, 4, 4, Status.LATE),
                anomalous(sensor, 5, 5));
        assertThat(store().range(sensor, 0, ALL, 2, NEWEST_FIRST))
                .extracting(Sample::ts, Sample::prediction, Sample::anomaly)
                .containsExactly(Tuple.tuple(5L, 4.5, true), Tuple.tuple(4L, Double.NaN, false));
        assertThat(store().range(sensor, 0, ALL, 3, OLDEST_FIRST))
                .extracting(Sample::prediction)
                .containsExactly(Double.NaN, Double.NaN, 2.5);
    }

    @Test
    void the_last_write_of_a_sample_wins() {
        String sensor = sensor("twice");
        write(scored(sensor, 7, 1));
        write(scored(sensor, 7, 2), anomalous(sensor, 7, 3));
        assertThat(store().range(sensor, 0, ALL, MANY, OLDEST_FIRST))
                .containsExactly(new Sample(7, 3, 2.5, 2.25, 2.75, 0.25, true));
    }

    @Test
    void a_late_value_is_stored_in_its_place_and_leaves_the_verdict_that_is_there() {
        String sensor = sensor("late");
        write(scored(sensor, 10, 1), anomalous(sensor, 20, 2));
        write(unjudged(sensor, 15, 1.5, Status.LATE), unjudged(sensor, 20, 9, Status.LATE));
        assertThat(times(sensor, 0, ALL, MANY, OLDEST_FIRST)).containsExactly(10L, 15L, 20L);
        assertThat(store().range(sensor, 20, 20, MANY, OLDEST_FIRST))
                .containsExactly(new Sample(20, 9, 1.5, 1.25, 1.75, 0.25, true));
    }

    @Test
    void the_same_writes_again_change_nothing() {
        String sensor = sensor("again");
        List<StoreWrite> writes =
                List.of(scored(sensor, 1, 1), delete(sensor, 50), scored(sensor, 1, 2), anomaly(sensor, 1, 2, 51));
        store().write(writes);
        List<Sample> once = store().range(sensor, 0, ALL, MANY, OLDEST_FIRST);
        store().write(writes);
        assertThat(store().range(sensor, 0, ALL, MANY, OLDEST_FIRST))
                .isEqualTo(once)
                .hasSize(1);
        assertThat(store().anomalies(sensor, 0, ALL, MANY, OLDEST_FIRST)).hasSize(1);
    }

    @Test
    void a_deletion_takes_what_is_before_it_and_leaves_what_is_after_it() {
        String sensor = sensor("deleted");
        String other = sensor("kept");
        write(
                scored(sensor, 1_000, 1),
                anomalous(sensor, 90_000, 2),
                scored(other, 1, 1),
                delete(sensor, 10),
                unjudged(sensor, 500, 3, Status.WARMING_UP));
        assertThat(store().range(sensor, 0, ALL, MANY, OLDEST_FIRST))
                .containsExactly(new Sample(500, 3, Double.NaN, Double.NaN, Double.NaN, Double.NaN, false));
        assertThat(values(other)).containsExactly(1.0);
        assertThat(store().aggregate(sensor, 0, ALL, Aggregation.COUNT, 60_000, MANY))
                .containsExactly(new Bucket(0, 1, false));
    }

    @Test
    void a_deleted_sensor_is_off_the_list_until_it_is_written_again() {
        String sensor = sensor("listed");
        write(scored(sensor, 1, 1));
        assertThat(store().sensors(run, MANY)).contains(sensor);
        write(delete(sensor, 5));
        assertThat(store().sensors(run, MANY)).doesNotContain(sensor);
        assertThat(store().range(sensor, 0, ALL, MANY, OLDEST_FIRST)).isEmpty();
        write(scored(sensor, 1, 1));
        assertThat(store().sensors(run, MANY)).contains(sensor);
    }

    @Test
    void deleting_a_sensor_that_is_not_known_is_no_error() {
        assertThat(store().write(List.of(delete(sensor("never"), 3))).refused()).isEmpty();
    }

    @Test
    void anomalies_come_back_whole_in_the_asked_order() {
        String sensor = sensor("anomalies");
        write(anomaly(sensor, 30, 3, 3), anomaly(sensor, 10, 1, 1), anomaly(sensor, 20, 2, 2));
        assertThat(store().anomalies(sensor, 10, 20, MANY, NEWEST_FIRST))
                .containsExactly(
                        anomaly(sensor, 20, 2, 2).verdict(),
                        anomaly(sensor, 10, 1, 1).verdict());
        assertThat(store().anomalies(sensor, 0, ALL, 1, OLDEST_FIRST)).hasSize(1);
        assertThat(store().anomalies(sensor, 0, ALL, 0, OLDEST_FIRST)).isEmpty();
        assertThat(store().anomalies(sensor, 20, 10, MANY, OLDEST_FIRST)).isEmpty();
    }

    @Test
    void an_anomaly_of_the_same_time_replaces_the_earlier_one() {
        String sensor = sensor("replaced");
        write(anomaly(sensor, 10, 1, 1), anomaly(sensor, 10, 2, 2));
        assertThat(store().anomalies(sensor, 0, ALL, MANY, OLDEST_FIRST))
                .containsExactly(anomaly(sensor, 10, 2, 2).verdict());
    }

    @Test
    void a_deletion_keeps_only_anomalies_of_readings_beyond_it_whichever_came_first() {
        String sensor = sensor("anomalies-deleted");
        write(anomaly(sensor, 1, 1, 4), anomaly(sensor, 2, 2, 6), delete(sensor, 5));
        write(anomaly(sensor, 3, 3, 3), anomaly(sensor, 4, 4, 5), anomaly(sensor, 5, 5, 7));
        assertThat(store().anomalies(sensor, 0, ALL, MANY, OLDEST_FIRST))
                .extracting(verdict -> verdict.score().ts())
                .containsExactly(2L, 5L);
    }

    @Test
    void only_the_newest_thousand_anomalies_of_a_sensor_are_kept() {
        String sensor = sensor("bounded");
        write(IntStream.range(0, 1_010).mapToObj(i -> anomaly(sensor, i, i, i)).toArray(StoreWrite[]::new));
        List<Verdict> kept = store().anomalies(sensor, 0, ALL, MANY, OLDEST_FIRST);
        assertThat(kept).hasSize(1_000);
        assertThat(kept.get(0).score().ts()).isEqualTo(10);
    }

    @Test
    void values_are_aggregated_in_buckets_that_begin_at_multiples_of_their_length() {
        String sensor = sensor("buckets");
        write(
                scored(sensor, 61_000, 2),
                anomalous(sensor, 62_000, 6),
                scored(sensor, 119_999, 1),
                unjudged(sensor, 240_000, 8, Status.LATE));
        assertThat(buckets(sensor, Aggregation.MIN))
                .containsExactly(bucket(60_000, 1, true), bucket(240_000, 8, false));
        assertThat(buckets(sensor, Aggregation.MAX)).first().isEqualTo(bucket(60_000, 6, true));
        assertThat(buckets(sensor, Aggregation.SUM)).first().isEqualTo(bucket(60_000, 9, true));
        assertThat(buckets(sensor, Aggregation.COUNT)).first().isEqualTo(bucket(60_000, 3, true));
        assertThat(buckets(sensor, Aggregation.FIRST)).first().isEqualTo(bucket(60_000, 2, true));
        assertThat(buckets(sensor, Aggregation.LAST)).first().isEqualTo(bucket(60_000, 1, true));
        assertThat(buckets(sensor, Aggregation.AVG).get(0).value()).isCloseTo(3, within(1e-12));
        assertThat(store().aggregate(sensor, 0, ALL, Aggregation.MAX, 60_000, 1))
                .hasSize(1);
    }

    @Test
    void the_mean_of_the_largest_values_is_finite_and_their_sum_is_not() {
        String sensor = sensor("largest");
        write(scored(sensor, 61_000, 1.7e308), scored(sensor, 62_000, 1.7e308), scored(sensor, 63_000, 1.6e308));
        assertThat(buckets(sensor, Aggregation.AVG).get(0).value())
                .isCloseTo(1.7e308 / 3 * 2 + 1.6e308 / 3, withinPercentage(1e-9));
        assertThat(buckets(sensor, Aggregation.SUM).get(0).value()).isInfinite();
        assertThat(buckets(sensor, Aggregation.MAX).get(0).value()).isEqualTo(1.7e308);
    }

    @Test
    void a_bucket_counts_only_what_lies_in_the_range() {
        String sensor = sensor("part");
        write(anomalous(sensor, 1_000, 1), scored(sensor, 30_000, 2), scored(sensor, 59_000, 4));
        assertThat(store().aggregate(sensor, 20_000, 50_000, Aggregation.SUM, 60_000, MANY))
                .containsExactly(bucket(0, 2, false));
    }

    @Test
    void a_bucket_needs_a_length() {
        assertThatThrownBy(() -> store().aggregate(sensor("none"), 0, 1, Aggregation.AVG, 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bucketMs is 0");
    }

    @Test
    void sensors_are_listed_in_order_and_page_by_page() {
        List<String> written = new ArrayList<>();
        for (String name : List.of("Z", "a", "_", "10", "9", "a.b", "a:b", "a-b")) {
            written.add(sensor("list/" + name).replace('/', '-'));
        }
        write(written.stream().map(sensor -> scored(sensor, 1, 1)).toArray(StoreWrite[]::new));
        List<String> expected = written.stream().sorted().toList();
        String before = sensor("list-");
        List<String> first = store().sensors(before, 3);
        assertThat(first).isEqualTo(expected.subList(0, 3));
        assertThat(store().sensors(first.get(2), 5)).isEqualTo(expected.subList(3, 8));
        assertThat(store().sensors(null, MANY)).containsAll(expected).isSorted();
        assertThat(store().sensors(before, 0)).isEmpty();
    }

    @Test
    void what_is_no_sample_is_refused_with_its_reason_and_costs_no_neighbour() {
        String sensor = sensor("refused");
        StoreWrite bad = unjudged(sensor, 2, Double.NaN, Status.LATE);
        StoreWrite badTime = scored(sensor, -1, 2);
        WriteResult result = store().write(List.of(scored(sensor, 1, 1), bad, badTime, scored(sensor, 3, 3)));
        assertThat(result.refused()).extracting(WriteResult.Refused::write).containsExactly(bad, badTime);
        assertThat(result.refused().get(0).reason()).contains("NaN");
        assertThat(values(sensor)).containsExactly(1.0, 3.0);
    }

    @Test
    void thousands_of_writes_of_many_sensors_all_arrive() {
        List<StoreWrite> writes = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            writes.add(scored(sensor("many-" + i % 50), i, i));
        }
        WriteResult result = store().write(writes);
        assertThat(result.refused()).isEmpty();
        assertThat(result.expired()).isZero();
        for (int s = 0; s < 50; s++) {
            assertThat(store().range(sensor("many-" + s), 0, ALL, MANY, OLDEST_FIRST))
                    .hasSize(100);
        }
    }

    @Test
    void an_unknown_sensor_has_nothing() {
        String sensor = sensor("unknown");
        assertThat(store().range(sensor, 0, ALL, MANY, OLDEST_FIRST)).isEmpty();
        assertThat(store().aggregate(sensor, 0, ALL, Aggregation.AVG, 1_000, MANY))
                .isEmpty();
        assertThat(store().anomalies(sensor, 0, ALL, MANY, OLDEST_FIRST)).isEmpty();
    }

    @Test
    void visits_are_counted_one_by_one() {
        long first = store().visit();
        assertThat(store().visit()).isEqualTo(first + 1);
    }

    @Test
    void it_answers() {
        assertThat(store().available()).isTrue();
    }

    /** Writes and expects that everything was taken. */
    protected final void write(StoreWrite... writes) {
        assertThat(store().write(List.of(writes)).refused()).isEmpty();
    }

    private List<Double> values(String sensor) {
        return store().range(sensor, 0, ALL, MANY, OLDEST_FIRST).stream()
                .map(Sample::value)
                .toList();
    }

    private List<Long> times(String sensor, long from, long to, int limit, Order order) {
        return store().range(sensor, from, to, limit, order).stream()
                .map(Sample::ts)
                .toList();
    }

    private List<Bucket> buckets(String sensor, Aggregation aggregation) {
        return store().aggregate(sensor, 0, ALL, aggregation, 60_000, MANY);
    }

    private static Bucket bucket(long ts, double value, boolean anomaly) {
        return new Bucket(ts, value, anomaly);
    }
}
