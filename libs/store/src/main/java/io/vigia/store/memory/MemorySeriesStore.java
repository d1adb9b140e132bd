package io.vigia.store.memory;

import io.vigia.contract.Score;
import io.vigia.contract.Verdict;
import io.vigia.store.Aggregation;
import io.vigia.store.Bucket;
import io.vigia.store.KeptAnomalies;
import io.vigia.store.Order;
import io.vigia.store.Refusal;
import io.vigia.store.Sample;
import io.vigia.store.SeriesStore;
import io.vigia.store.StoreWrite;
import io.vigia.store.WriteResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A store in the memory of this process. The number of samples is limited, at 16 to 49 bytes each; beyond it, the oldest by
 * arrival are dropped, approximately in that order, whatever their sensor. A sensor that has lost all its samples
 * stays in the list until it is deleted. Anomalies are limited by {@link KeptAnomalies#MOST} over all
 * sensors. Only the count of visits can outlive the process.
 */
public final class MemorySeriesStore implements SeriesStore {
    /** The default number of kept samples. */
    public static final int DEFAULT_MAX_SAMPLES = 10_000_000;

    /** Samples are dropped in runs of a hundred-thousandth of the limit, because each run searches for the oldest. */
    private static final int RUNS = 100_000;

    private final int maxSamples;
    private final VisitCounter visits;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final NavigableMap<String, SensorSamples> samples = new TreeMap<>();
    private final KeptAnomalies anomalies = new KeptAnomalies(KeptAnomalies.MOST, KeptAnomalies.MOST_DELETIONS);
    private final OldestFirst oldestFirst = new OldestFirst();
    private long arrivals;
    private int size;

    /**
     * @param maxSamples the most samples of all sensors together, at least 1
     * @param visitsFile where the count of visits is kept; null: it ends with the process
     */
    public MemorySeriesStore(int maxSamples, @Nullable Path visitsFile) {
        if (maxSamples < 1) {
            throw new IllegalArgumentException("maxSamples is " + maxSamples + "; must be at least 1");
        }
        this.maxSamples = maxSamples;
        this.visits = new VisitCounter(visitsFile);
    }

    @Override
    public WriteResult write(List<StoreWrite> writes) {
        return holding(lock.writeLock(), () -> {
            List<WriteResult.Refused> refused = new ArrayList<>();
            for (StoreWrite write : writes) {
                String reason = Refusal.of(write);
                if (reason == null) {
                    apply(write);
                } else {
                    refused.add(new WriteResult.Refused(write, reason));
                }
            }
            return new WriteResult(refused, 0, true, 0);
        });
    }

    @Override
    public List<Sample> range(String sensor, long from, long to, int limit, Order order) {
        return holding(lock.readLock(), () -> {
            List<Sample> found = new ArrayList<>();
            SensorSamples known = samples.get(sensor);
            if (known != null && limit > 0) {
                known.each(from, to, order, (chunk, row) -> {
                    found.add(chunk.at(row));
                    return found.size() < limit;
                });
            }
            return found;
        });
    }

    @Override
    public List<Bucket> aggregate(
            String sensor, long from, long to, Aggregation aggregation, long bucketMs, int limit) {
        if (bucketMs < 1) {
            throw new IllegalArgumentException("bucketMs is " + bucketMs + "; must be at least 1");
        }
        return holding(lock.readLock(), () -> {
            BucketFold fold = new BucketFold(aggregation, bucketMs, limit);
            SensorSamples known = samples.get(sensor);
            if (known != null && limit > 0) {
                known.each(from, to, Order.OLDEST_FIRST, fold);
            }
            return fold.buckets();
        });
    }

    @Override
    public List<Verdict> anomalies(String sensor, long from, long to, int limit, Order order) {
        return holding(
                lock.readLock(),
                () -> from > to || limit < 1 ? List.of() : anomalies.range(sensor, from, to, limit, order));
    }

    @Override
    public List<String> sensors(@Nullable String after, int limit) {
        return holding(
                lock.readLock(),
                () -> (after == null ? samples : samples.tailMap(after, false))
                        .keySet().stream().limit(Math.max(0, limit)).toList());
    }

    /** How many samples there are, of all sensors together. */
    public int size() {
        return holding(lock.readLock(), () -> size);
    }

    @Override
    public long visit() {
        return visits.count();
    }

    @Override
    public boolean durable() {
        return false;
    }

    @Override
    public boolean available() {
        return true;
    }

    @Override
    public void close() {
        // Nothing to close; each visit is already in its file.
    }

    private void apply(StoreWrite write) {
        if (write instanceof StoreWrite.Scored scored) {
            put(scored.score());
        } else if (write instanceof StoreWrite.Anomaly anomaly) {
            anomalies.put(anomaly);
        } else {
            StoreWrite.Delete delete = (StoreWrite.Delete) write;
            delete(delete.sensor());
            anomalies.deleteUpTo(delete.sensor(), delete.readingOffset());
        }
    }

    private void put(Score score) {
        SensorSamples known = samples.computeIfAbsent(score.sensor(), sensor -> new SensorSamples());
        SensorSamples.Put put = known.put(score, arrivals++);
        if (put.added() != null) {
            oldestFirst.add(known, put.added());
        }
        if (put.isNew() && ++size > maxSamples) {
            size -= oldestFirst.drop(1 + maxSamples / RUNS);
        }
    }

    private void delete(String sensor) {
        SensorSamples known = samples.remove(sensor);
        if (known != null) {
            size -= known.size();
            known.chunks().forEach(oldestFirst::forget);
        }
    }

    private static <T> T holding(Lock held, Supplier<T> work) {
        held.lock();
        try {
            return work.get();
        } finally {
            held.unlock();
        }
    }
}
