package io.vigia.query;

import io.vigia.contract.Score;
import io.vigia.contract.Verdict;
import io.vigia.store.Aggregation;
import io.vigia.store.Bucket;
import io.vigia.store.Order;
import io.vigia.store.Sample;
import io.vigia.store.SeriesStore;
import io.vigia.store.StoreUnavailableException;
import io.vigia.store.StoreWrite;
import io.vigia.store.WriteResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A store of sorted maps, so simple that it is right by sight; it can be sent away. */
public final class TreeStore implements SeriesStore {
    private final TreeMap<String, TreeMap<Long, Sample>> samples = new TreeMap<>();
    private final TreeMap<String, TreeMap<Long, Verdict>> anomalies = new TreeMap<>();
    private long visits;
    public volatile boolean away;

    @Override
    public WriteResult write(List<StoreWrite> writes) {
        for (StoreWrite write : writes) {
            if (write instanceof StoreWrite.Scored scored) {
                put(scored.score());
            } else if (write instanceof StoreWrite.Anomaly anomaly) {
                anomalies
                        .computeIfAbsent(write.sensor(), s -> new TreeMap<>())
                        .put(anomaly.verdict().score().ts(), anomaly.verdict());
            }
        }
        return new WriteResult(List.of(), 0, true, 0);
    }

    public void put(Score s) {
        samples.computeIfAbsent(s.sensor(), unseen -> new TreeMap<>())
                .put(
                        s.ts(),
                        new Sample(s.ts(), s.value(), s.prediction(), s.lower(), s.upper(), s.score(), s.anomaly()));
    }

    @Override
    public List<Sample> range(String sensor, long from, long to, int limit, Order order) {
        return part(samples.getOrDefault(sensor, new TreeMap<>()), from, to, limit, order);
    }

    @Override
    public List<Bucket> aggregate(
            String sensor, long from, long to, Aggregation aggregation, long bucketMs, int limit) {
        TreeMap<Long, List<Sample>> buckets = new TreeMap<>();
        range(sensor, from, to, Integer.MAX_VALUE, Order.OLDEST_FIRST)
                .forEach(sample -> buckets.computeIfAbsent(
                                Math.floorDiv(sample.ts(), bucketMs) * bucketMs, start -> new ArrayList<>())
                        .add(sample));
        return buckets.entrySet().stream()
                .limit(limit)
                .map(bucket -> new Bucket(
                        bucket.getKey(),
                        value(aggregation, bucket.getValue()),
                        bucket.getValue().stream().anyMatch(Sample::anomaly)))
                .toList();
    }

    private static double value(Aggregation aggregation, List<Sample> samples) {
        return switch (aggregation) {
            case COUNT -> samples.size();
            case MAX -> samples.stream().mapToDouble(Sample::value).max().orElseThrow();
            case MIN -> samples.stream().mapToDouble(Sample::value).min().orElseThrow();
            case AVG -> samples.stream().mapToDouble(Sample::value).average().orElseThrow();
            case SUM -> samples.stream().mapToDouble(Sample::value).sum();
            case FIRST -> samples.get(0).value();
            case LAST -> samples.get(samples.size() - 1).value();
        };
    }

    @Override
    public List<Verdict> anomalies(String sensor, long from, long to, int limit, Order order) {
        return part(anomalies.getOrDefault(sensor, new TreeMap<>()), from, to, limit, order);
    }

    private <T> List<T> part(NavigableMap<Long, T> all, long from, long to, int limit, Order order) {
        check();
        NavigableMap<Long, T> asked = all.subMap(from, true, to, true);
        Stream<T> values = (order == Order.OLDEST_FIRST ? asked : asked.descendingMap()).values().stream();
        return values.limit(limit).toList();
    }

    @Override
    public List<String> sensors(@Nullable String after, int limit) {
        check();
        return samples.keySet().stream()
                .filter(sensor -> after == null || sensor.compareTo(after) > 0)
                .sorted(Comparator.naturalOrder())
                .limit(limit)
                .toList();
    }

    @Override
    public long visit() {
        check();
        return ++visits;
    }

    @Override
    public boolean durable() {
        return false;
    }

    @Override
    public boolean available() {
        return !away;
    }

    @Override
    public void close() {}

    private void check() {
        if (away) {
            throw new StoreUnavailableException("sent away", new IllegalStateException("by the test"));
        }
    }
}
