package io.vigia.store;

import io.vigia.contract.Verdict;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The newest anomalies of one sensor, one for each {@code ts}, and how far its last deletion reaches. */
final class KeptAnomalies {
    /** Most anomalies that are kept of a sensor; those with the lowest {@code ts} go first. */
    static final int LIMIT = 1_000;

    private final NavigableMap<Long, StoreWrite.Anomaly> byTs = new TreeMap<>();
    private long deletedUpTo = -1;

    void put(StoreWrite.Anomaly anomaly) {
        if (anomaly.readingOffset() <= deletedUpTo) {
            return;
        }
        byTs.put(anomaly.verdict().score().ts(), anomaly);
        if (byTs.size() > LIMIT) {
            byTs.pollFirstEntry();
        }
    }

    void deleteUpTo(long offset) {
        deletedUpTo = Math.max(deletedUpTo, offset);
        byTs.values().removeIf(anomaly -> anomaly.readingOffset() <= offset);
    }

    List<Verdict> range(long from, long to, int limit, Order order) {
        NavigableMap<Long, StoreWrite.Anomaly> asked = byTs.subMap(from, true, to, true);
        Collection<StoreWrite.Anomaly> inOrder = (order == Order.OLDEST_FIRST ? asked : asked.descendingMap()).values();
        return inOrder.stream().limit(limit).map(StoreWrite.Anomaly::verdict).toList();
    }
}
