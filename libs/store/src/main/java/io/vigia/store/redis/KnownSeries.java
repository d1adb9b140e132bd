package io.vigia.store.redis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sensors whose series we have seen to be there, at most {@link #MOST}: those not used for longest are forgotten, and
 * created again in vain when they return. A wrong one costs a retry, because a missing series shows when it is written to.
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
