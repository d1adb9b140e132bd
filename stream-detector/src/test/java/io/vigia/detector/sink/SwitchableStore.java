package io.vigia.detector.sink;

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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A store in memory that passes for another one: durable or not, away, refusing, of another epoch. */
final class SwitchableStore implements SeriesStore {
    private final MemorySeriesStore memory = new MemorySeriesStore(100_000, null);
    private final boolean durable;
    final AtomicInteger written = new AtomicInteger();
    volatile boolean away;
    volatile long epoch = 1;
    volatile boolean replicated = true;
    volatile Predicate<StoreWrite> refuse = write -> false;

    SwitchableStore(boolean durable) {
        this.durable = durable;
    }

    @Override
    public WriteResult write(List<StoreWrite> writes) {
        if (away) {
            throw new StoreUnavailableException("switched off", new IllegalStateException("away"));
        }
        List<WriteResult.Refused> refused = new ArrayList<>();
        List<StoreWrite> taken = new ArrayList<>();
        for (StoreWrite write : writes) {
            if (refuse.test(write)) {
                refused.add(new WriteResult.Refused(write, "TSDB: no room for this one"));
            } else {
                taken.add(write);
            }
        }
        memory.write(taken);
        written.addAndGet(taken.size());
        return new WriteResult(refused, 0, replicated, epoch);
    }

    @Override
    public List<Sample> range(String sensor, long from, long to, int limit, Order order) {
        return memory.range(sensor, from, to, limit, order);
    }

    @Override
    public List<Bucket> aggregate(
            String sensor, long from, long to, Aggregation aggregation, long bucketMs, int limit) {
        return memory.aggregate(sensor, from, to, aggregation, bucketMs, limit);
    }

    @Override
    public List<Verdict> anomalies(String sensor, long from, long to, int limit, Order order) {
        return memory.anomalies(sensor, from, to, limit, order);
    }

    @Override
    public List<String> sensors(@Nullable String after, int limit) {
        return memory.sensors(after, limit);
    }

    @Override
    public long visit() {
        return memory.visit();
    }

    @Override
    public boolean durable() {
        return durable;
    }

    @Override
    public boolean available() {
        return !away;
    }

    @Override
    public void close() {
        memory.close();
    }
}
