package io.vigia.query.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.property.Draw;
import io.vigia.property.Property;
import io.vigia.query.Scores;
import io.vigia.query.StoreThatMayLeave;
import io.vigia.query.page.SeriesPages.Buckets;
import io.vigia.store.Aggregation;
import io.vigia.store.Bucket;
import io.vigia.store.Order;
import io.vigia.store.StoreWrite;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class SeriesPagesTest {
    private static final String SENSOR = "s";

    private StoreThatMayLeave store = new StoreThatMayLeave();
    private SeriesPages pages = new SeriesPages(store);

    @Property(tries = 300)
    void pages_of_samples_are_the_whole_range_without_gap_or_repetition(Draw draw) {
        forget();
        Set<Long> times = draw.set(60, () -> draw.aLong(0, 200));
        long from = draw.aLong(0, 100);
        long length = draw.aLong(0, 100);
        Order order = draw.of(Order.values());
        int limit = draw.anInt(1, 20);
        store(times);
        Span span = new Span(from, from + length, order);

        List<Long> read =
                all(span, limit, rest -> pages.samples(SENSOR, rest, limit).map(sample -> sample.ts()));

        assertThat(read).isEqualTo(expected(times, span));
    }

    @Test
    void every_sensor_that_is_wanted_is_found_page_by_page() {
        for (int i = 0; i < 12_000; i++) {
            store.put(Scores.warmingUp("line-" + i + (i % 4_000 == 7 ? "-Kiln" : ""), 1, 1));
        }
        Predicate<String> isKiln = sensor -> sensor.endsWith("-Kiln");
        List<String> found = new ArrayList<>();
        Page<String> page = pages.sensors(isKiln, null, 2);
        found.addAll(page.items());
        while (page.next() != null) {
            page = pages.sensors(isKiln, SensorCursor.parse(page.next()), 2);
            found.addAll(page.items());
        }
        assertThat(found).containsExactly("line-4007-Kiln", "line-7-Kiln", "line-8007-Kiln");
    }

    @Property(tries = 300)
    void pages_of_anomalies_are_the_whole_range_without_gap_or_repetition(Draw draw) {
        forget();
        Set<Long> times = draw.set(60, () -> draw.aLong(0, 200));
        Order order = draw.of(Order.values());
        int limit = draw.anInt(1, 20);
        times.forEach(ts -> store.write(List.of(new StoreWrite.Anomaly(Scores.anomaly(SENSOR, ts, 90), ts))));
        Span span = Span.all(order);

        List<Long> read = all(
                span,
                limit,
                rest -> pages.anomalies(SENSOR, rest, limit)
                        .map(verdict -> verdict.score().ts()));

        assertThat(read).isEqualTo(expected(times, span));
    }

    @Property(tries = 500)
    void pages_of_buckets_are_the_buckets_of_the_whole_range_in_both_orders(Draw draw) {
        forget();
        Set<Long> times = draw.set(80, () -> draw.aLong(0, 2_000));
        long from = draw.aLong(0, 1_000);
        long length = draw.aLong(0, 1_500);
        Order order = draw.of(Order.values());
        long width = draw.aLong(1, 70);
        int limit = draw.anInt(1, 9);
        store(times);
        Span span = new Span(from, from + length, order);
        Buckets buckets = new Buckets(Aggregation.COUNT, width);

        List<Bucket> read = all(span, limit, rest -> pages.buckets(SENSOR, rest, buckets, limit));

        List<Bucket> whole = new ArrayList<>(
                store.aggregate(SENSOR, from, from + length, Aggregation.COUNT, width, Integer.MAX_VALUE));
        if (order == Order.NEWEST_FIRST) {
            Collections.reverse(whole);
        }
        assertThat(read).isEqualTo(whole);
    }

    @Property(tries = 200)
    void pages_of_sensors_are_all_sensors_and_each_of_them_is_known(Draw draw) {
        Set<Integer> numbers = draw.set(40, () -> draw.anInt(0, 99));
        int limit = draw.anInt(1, 7);
        StoreThatMayLeave many = new StoreThatMayLeave();
        numbers.forEach(number -> many.put(Scores.warmingUp("s" + number, 1, 1)));
        SeriesPages sensors = new SeriesPages(many);
        List<String> read = new ArrayList<>();
        Page<String> page = sensors.sensors(null, limit);
        read.addAll(page.items());
        while (page.next() != null) {
            page = sensors.sensors(SensorCursor.parse(page.next()), limit);
            read.addAll(page.items());
        }
        assertThat(read).isEqualTo(many.sensors(null, 1_000));
        assertThat(read).allMatch(sensors::knows);
        assertThat(sensors.knows("s100")).isFalse();
    }

    @Test
    void a_sensor_is_known_by_its_whole_id_alone() {
        store.put(Scores.warmingUp("room-1", 1, 1));
        assertThat(pages.knows("room-1")).isTrue();
        assertThat(pages.knows("room-")).isFalse();
        assertThat(pages.knows("room-11")).isFalse();
        assertThat(pages.knows("-")).isFalse();
    }

    @Test
    void the_last_page_names_no_next_one_even_when_it_is_full() {
        store(new TreeSet<>(List.of(1L, 2L)));
        assertThat(pages.samples(SENSOR, Span.all(Order.NEWEST_FIRST), 2).next())
                .isNull();
        assertThat(pages.samples(SENSOR, Span.all(Order.NEWEST_FIRST), 1).next())
                .isNotNull();
    }

    /** All cases of a property run in one instance of this class. */
    private void forget() {
        store = new StoreThatMayLeave();
        pages = new SeriesPages(store);
    }

    private void store(Set<Long> times) {
        times.forEach(ts -> store.put(Scores.warmingUp(SENSOR, ts, ts)));
    }

    private static List<Long> expected(Set<Long> times, Span span) {
        List<Long> expected = new ArrayList<>(new TreeSet<>(times).subSet(span.from(), true, span.to(), true));
        if (span.order() == Order.NEWEST_FIRST) {
            Collections.reverse(expected);
        }
        return expected;
    }

    private static <T> List<T> all(Span span, int limit, Function<Span, Page<T>> read) {
        List<T> all = new ArrayList<>();
        Page<T> page = read.apply(span);
        while (true) {
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            all.addAll(page.items());
            if (page.next() == null) {
                return all;
            }
            page = read.apply(span.at(TimeCursor.parse(page.next())));
        }
    }
}
