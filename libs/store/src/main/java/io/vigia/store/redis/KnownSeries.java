package io.vigia.store.redis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sensors whose series are known to exist, at most {@link #MOST}. The least recently used are forgotten; creating their series
 * again does no harm. A wrong entry costs a retry, because writing to a missing series fails.
 */
final class KnownSeries {
    static final int MOST = 200_000;

    private final Map<String, Boolean> sensors = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST;
        }
    };

    boolean has(String sensor) {
        return sensors.get(sensor) != null;
    }

    List<String> all() {
        return List.copyOf(sensors.keySet());
    }

    void add(String sensor) {
        sensors.put(sensor, true);
    }

    void clear() {
        sensors.clear();
    }

    void forget(String sensor) {
        sensors.remove(sensor);
    }
}
