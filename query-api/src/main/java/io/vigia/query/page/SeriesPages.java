package io.vigia.query.page;

import io.vigia.contract.Verdict;
import io.vigia.store.Aggregation;
import io.vigia.store.Bucket;
import io.vigia.store.Order;
import io.vigia.store.Sample;
import io.vigia.store.SeriesStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads a store in pages. Consecutive pages form the whole list, without gaps or repetitions, as long as nothing is written
 * behind the cursor.
 */
public final class SeriesPages {
    // With sparse readings, a span of `limit` buckets may have only one reading. A page then ends early, with a cursor.
    private static final int STRETCHES_PER_PAGE = 16;

    private static final int SENSORS_PER_LOOK = 5_000;
    private static final int LOOKS_PER_SEARCH = 20;

    private final SeriesStore store;

    public SeriesPages(SeriesStore store) {
        this.store = store;
    }

    /** Sensors in the order of their ids. */
    public Page<String> sensors(@Nullable SensorCursor cursor, int limit) {
        List<String> found = store.sensors(cursor == null ? null : cursor.after(), limit + 1);
        return Page.of(found, limit, last -> new SensorCursor(last).text());
    }

    /**
     * Sensors that are wanted. The number of checked sensors is limited; it is high enough to
     * search a usual installation at once. A page may have fewer than {@code limit} items and still have a next one.
     */
    public Page<String> sensors(Predicate<String> wanted, @Nullable SensorCursor cursor, int limit) {
        List<String> found = new ArrayList<>();
        String after = cursor == null ? null : cursor.after();
        for (int look = 0; look < LOOKS_PER_SEARCH; look++) {
            List<String> looked = store.sensors(after, SENSORS_PER_LOOK);
            for (String sensor : looked) {
                if (wanted.test(sensor)) {
                    found.add(sensor);
                    if (found.size() > limit) {
                        return Page.of(found, limit, last -> new SensorCursor(last).text());
                    }
                }
            }
            if (looked.size() < SENSORS_PER_LOOK) {
                return new Page<>(found, null);
            }
            after = looked.get(looked.size() - 1);
        }
        return new Page<>(found, after == null ? null : new SensorCursor(after).text());
    }

    /** Samples of a sensor, none for an unknown one. */
    public Page<Sample> samples(String sensor, Span span, int limit) {
        List<Sample> found = store.range(sensor, span.from(), span.to(), limit + 1, span.order());
        return Page.of(found, limit, last -> span.cursorAfter(last.ts(), 1));
    }

    /** Anomalies of a sensor, none for an unknown one. */
    public Page<Verdict> anomalies(String sensor, Span span, int limit) {
        List<Verdict> found = store.anomalies(sensor, span.from(), span.to(), limit + 1, span.order());
        return Page.of(found, limit, last -> span.cursorAfter(last.score().ts(), 1));
    }

    /** Non-empty buckets of a sensor. A page may have fewer than {@code limit} items and still have a next one. */
    public Page<Bucket> buckets(String sensor, Span span, Buckets buckets, int limit) {
        return span.order() == Order.OLDEST_FIRST
                ? ascending(sensor, span, buckets, limit)
                : descending(sensor, span, buckets, limit);
    }

    /**
     * How many values of a sensor are stored in a span.
     *
     * @param from first instant, inclusive, epoch milliseconds
     * @param to last instant, inclusive, epoch milliseconds
     */
    public long count(String sensor, long from, long to) {
        // Of this width, two buckets cover the span.
        return store.aggregate(sensor, from, to, Aggregation.COUNT, to - from + 1, 2).stream()
                .mapToLong(bucket -> (long) bucket.value())
                .sum();
    }

    /**
     * True if the store knows the sensor.
     *
     * @param sensor a valid id
     */
    public boolean knows(String sensor) {
        int last = sensor.length() - 1;
        // '~' sorts after every character of an id, so only the id itself can be between the two.
        String before = sensor.substring(0, last) + (char) (sensor.charAt(last) - 1) + "~";
        return store.sensors(before, 1).contains(sensor);
    }

    private Page<Bucket> ascending(String sensor, Span span, Buckets buckets, int limit) {
        List<Bucket> found =
                store.aggregate(sensor, span.from(), span.to(), buckets.aggregation(), buckets.widthMs(), limit + 1);
        return Page.of(found, limit, last -> span.cursorAfter(last.ts(), buckets.widthMs()));
    }

    /** The store aggregates oldest first, so this goes back in spans that have hardly more than a page. */
    private Page<Bucket> descending(String sensor, Span span, Buckets buckets, int limit) {
        List<Bucket> found = new ArrayList<>();
        long to = span.to();
        for (int stretch = 0; stretch < STRETCHES_PER_PAGE && found.size() <= limit; stretch++) {
            List<Sample> newest = to < span.from() ? List.of() : store.range(sensor, span.from(), to, 1, span.order());
            if (newest.isEmpty()) {
                return new Page<>(found, null);
            }
            long end = newest.get(0).ts();
            long start = Math.max(span.from(), buckets.start(end) - limit * buckets.widthMs());
            found.addAll(newestFirst(sensor, start, end, buckets, limit));
            to = start - 1;
        }
        return found.size() > limit
                ? Page.of(found, limit, last -> span.cursorAfter(last.ts(), buckets.widthMs()))
                : new Page<>(found, to < span.from() ? null : new TimeCursor(span.order(), to).text());
    }

    private List<Bucket> newestFirst(String sensor, long start, long end, Buckets buckets, int limit) {
        List<Bucket> stretch = new ArrayList<>(
                store.aggregate(sensor, start, end, buckets.aggregation(), buckets.widthMs(), limit + 1));
        Collections.reverse(stretch);
        return stretch;
    }

    /**
     * The aggregation of values.
     *
     * @param widthMs a bucket's width in milliseconds; buckets are aligned to the epoch
     */
    public record Buckets(Aggregation aggregation, long widthMs) {
        private long start(long ts) {
            return Math.floorDiv(ts, widthMs) * widthMs;
        }
    }
}
