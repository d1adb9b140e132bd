package io.vigia.store;

import io.vigia.contract.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stores values and verdicts by sensor and time. There is one sample per sensor and {@code ts}: the last write wins.
 * Implementations are thread-safe; each sensor is written by one thread at a time.
 */
public interface SeriesStore extends AutoCloseable {
    /**
     * Applies writes in the order of the list. Each is idempotent: after an exception the whole list can be written again.
     *
     * @throws StoreUnavailableException if the store is unavailable; some of the writes may have been applied
     */
    WriteResult write(List<StoreWrite> writes);

    /** Samples with {@code from <= ts <= to}, at most {@code limit}, in the asked order. Unknown sensors have none. */
    List<Sample> range(String sensor, long from, long to, int limit, Order order);

    /**
     * Values aggregated in buckets of {@code bucketMs} milliseconds aligned to the epoch, oldest first; empty buckets are
     * left out.
     */
    List<Bucket> aggregate(String sensor, long from, long to, Aggregation aggregation, long bucketMs, int limit);

    /** Anomalies with {@code from <= ts <= to}, at most {@code limit}, in the asked order. */
    List<Verdict> anomalies(String sensor, long from, long to, int limit, Order order);

    /** Known sensors in the order of their ids (UTF-8 bytes), those after {@code after} only; at most {@code limit}. */
    List<String> sensors(@Nullable String after, int limit);

    /** Counts a visit and returns the number of visits, including this one; all replicas share the count. */
    long visit();

    /** True if the data survives the end of this process; otherwise the sink refills the store from the topics. */
    boolean durable();

    /** True if the store is currently available. */
    boolean available();

    @Override
    void close();
}
