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
import io.vigia.store.memory.MemorySeriesStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A store that a test can send away and bring back. */
public final class StoreThatMayLeave implements SeriesStore {
    private final SeriesStore store;
    private volatile boolean away;
    private volatile Runnable whenRead = () -> {};

    /** A store in memory. */
    public StoreThatMayLeave() {
        this(new MemorySeriesStore(10_000, null));
    }

    public StoreThatMayLeave(SeriesStore store) {
        this.store = store;
    }

    public void leave() {
        away = true;
    }

    public void comeBack() {
        away = false;
    }

    /** Does something before each read of values. */
    public void whenRead(Runnable before) {
        whenRead = before;
    }

    public void put(Score score) {
        write(List.of(new StoreWrite.Scored(score)));
    }

    @Override
    public WriteResult write(List<StoreWrite> writes) {
        return there().write(writes);
    }

    @Override
    public List<Sample> range(String sensor, long from, long to, int limit, Order order) {
        whenRead.run();
        return there().range(sensor, from, to, limit, order);
    }

    @Override
    public List<Bucket> aggregate(
            String sensor, long from, long to, Aggregation aggregation, long bucketMs, int limit) {
        return there().aggregate(sensor, from, to, aggregation, bucketMs, limit);
    }

    @Override
    public List<Verdict> anomalies(String sensor, long from, long to, int limit, Order order) {
        return there().anomalies(sensor, from, to, limit, order);
    }

    @Override
    public List<String> sensors(@Nullable String after, int limit) {
        return there().sensors(after, limit);
    }

    @Override
    public long visit() {
        return there().visit();
    }

    @Override
    public boolean durable() {
        return store.durable();
    }

    @Override
    public boolean available() {
        return !away;
    }

    @Override
    public void close() {
        store.close();
    }

    private SeriesStore there() {
        if (away) {
            throw new StoreUnavailableException("sent away", new IllegalStateException("by the test"));
        }
        return store;
    }
}
