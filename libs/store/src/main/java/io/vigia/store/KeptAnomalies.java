package io.vigia.store;

import io.vigia.contract.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The newest anomalies of all sensors, one per sensor and {@code ts}, and the offset of the last deletion of each sensor.
 * Limited per sensor and in total; beyond the total, the oldest by arrival are dropped.
 */
public final class KeptAnomalies {
    /** Maximum number of anomalies of a sensor; those with the lowest {@code ts} are dropped first. */
    public static final int LIMIT = 1_000;

    /** Maximum number of anomalies of all sensors in memory, of at most a kilobyte each. */
    public static final int MOST = 100_000;

    /** Maximum number of remembered deletions, of about a hundred bytes each. */
    public static final int MOST_DELETIONS = 100_000;

    private final int most;
    private final Map<String, NavigableMap<Long, Kept>> bySensor = new HashMap<>();
    private final NavigableMap<Long, Kept> byArrival = new TreeMap<>();
    private final Map<String, Long> deletedUpTo;
    private long arrivals;

    private record Kept(long arrival, StoreWrite.Anomaly anomaly) {
        long ts() {
            return anomaly.verdict().score().ts();
        }
    }

    /**
     * @param most anomalies of all sensors together
     * @param mostDeletions sensors whose last deletion is remembered, so that none of its anomalies comes back through the
     *     other topic; the one that was deleted first is forgotten first
     */
    public KeptAnomalies(int most, int mostDeletions) {
        this.most = most;
        this.deletedUpTo = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
                return size() > mostDeletions;
            }
        };
    }

    public void put(StoreWrite.Anomaly anomaly) {
        if (anomaly.readingOffset() <= deletedUpTo.getOrDefault(anomaly.sensor(), -1L)) {
            return;
        }
        Kept kept = new Kept(arrivals++, anomaly);
        NavigableMap<Long, Kept> ofSensor = bySensor.computeIfAbsent(anomaly.sensor(), unseen -> new TreeMap<>());
        Kept replaced = ofSensor.put(kept.ts(), kept);
        if (replaced != null) {
            byArrival.remove(replaced.arrival());
        }
        byArrival.put(kept.arrival(), kept);
        if (ofSensor.size() > LIMIT) {
            remove(ofSensor.firstEntry().getValue());
        } else if (byArrival.size() > most) {
            remove(byArrival.firstEntry().getValue());
        }
    }

    public void deleteUpTo(String sensor, long offset) {
        // Taken out first, so that the newest deletion is the last to be forgotten.
        Long before = deletedUpTo.remove(sensor);
        deletedUpTo.put(sensor, before == null ? offset : Math.max(before, offset));
        for (Kept kept : new ArrayList<>(of(sensor).values())) {
            if (kept.anomaly().readingOffset() <= offset) {
                remove(kept);
            }
        }
    }

    public List<Verdict> range(String sensor, long from, long to, int limit, Order order) {
        NavigableMap<Long, Kept> asked = of(sensor).subMap(from, true, to, true);
        Collection<Kept> inOrder = (order == Order.OLDEST_FIRST ? asked : asked.descendingMap()).values();
        return inOrder.stream()
                .limit(limit)
                .map(kept -> kept.anomaly().verdict())
                .toList();
    }

    /** How many there are. */
    int size() {
        return byArrival.size();
    }

    /** How many sensors take room. */
    int sensors() {
        return bySensor.size();
    }

    /** How many deletions are remembered. */
    int deletions() {
        return deletedUpTo.size();
    }

    private NavigableMap<Long, Kept> of(String sensor) {
        return bySensor.getOrDefault(sensor, new TreeMap<>());
    }

    private void remove(Kept kept) {
        byArrival.remove(kept.arrival());
        String sensor = kept.anomaly().sensor();
        NavigableMap<Long, Kept> ofSensor = of(sensor);
        ofSensor.remove(kept.ts());
        if (ofSensor.isEmpty()) {
            bySensor.remove(sensor);
        }
    }
}
