package io.vigia.store;

import io.vigia.contract.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values and verdicts by sensor and time. One sample for each sensor and {@code ts}: the last write of a sample wins.
 * Implementations are safe for use by many threads; writes come from one thread at a time for each sensor.
 */
public interface SeriesStore extends AutoCloseable {
    /**
     * Applies writes in the order of the list. Each is idempotent: after an exception the whole list may be given again.
     *
     * @throws StoreUnavailableException if the store can't take them at the moment; some of them may have been applied
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

    /** Counts a visit and answers how many there were, this one included; one count for all replicas. */
    long visit();

    /** True if what is written survives the end of this process; otherwise the sink refills it from the topics. */
    boolean durable();

    /** True if the store answers at the moment. */
    boolean available();

    @Override
    void close();
}
