package io.vigia.detector.topology;

import io.vigia.contract.EventJson;
import io.vigia.contract.Incident;
import io.vigia.contract.InvalidEventException;
import io.vigia.contract.Maintenance;
import io.vigia.contract.MaintenanceChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The planned work on the sensors of one partition, according to the changes read so far. It lies in the store of the settings,
 * under {@code ~} and its id, which is no pattern of sensors.
 */
final class PlannedWork {
    private static final String PREFIX = String.valueOf(Incident.SEPARATOR);
    /** After every key with the prefix; a key has no character above it. */
    private static final String END = "\u007f";
    /** Maximum number of cached sensors; beyond it, the cache is cleared. */
    private static final int MOST_REMEMBERED = 100_000;

    private final KeyValueStore<String, byte[]> store;
    private final Map<String, Maintenance> planned = new HashMap<>();
    private final Map<String, List<Maintenance>> bySensor = new HashMap<>();

    /** Restores the changes in the store; removes what no detector wrote. */
    PlannedWork(KeyValueStore<String, byte[]> store) {
        this.store = store;
        List<String> foreign = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> kept = store.range(PREFIX, END)) {
            while (kept.hasNext()) {
                KeyValue<String, byte[]> entry = kept.next();
                Maintenance work = read(entry.value);
                if (work == null) {
                    foreign.add(entry.key);
                } else {
                    planned.put(work.id(), work);
                }
            }
        }
        foreign.forEach(store::delete);
    }

    private static @Nullable Maintenance read(byte[] value) {
        try {
            return EventJson.readMaintenance(value);
        } catch (InvalidEventException foreign) {
            return null;
        }
    }

    /** Whether a key of the store is one of planned work. */
    static boolean isKey(String key) {
        return key.startsWith(PREFIX);
    }

    /** Whether planned work covers a reading. */
    boolean covers(String sensor, long ts) {
        if (planned.isEmpty()) {
            return false;
        }
        List<Maintenance> known = bySensor.get(sensor);
        if (known == null) {
            if (bySensor.size() == MOST_REMEMBERED) {
                bySensor.clear();
            }
            known = planned.values().stream()
                    .filter(work -> work.sensors().matches(sensor))
                    .toList();
            bySensor.put(sensor, known);
        }
        for (Maintenance work : known) {
            if (work.covers(ts)) {
                return true;
            }
        }
        return false;
    }

    /** Applies a change. */
    void change(MaintenanceChange change) {
        Maintenance work = change.planned();
        if (work == null) {
            planned.remove(change.maintenance());
            store.delete(PREFIX + change.maintenance());
        } else {
            planned.put(work.id(), work);
            store.put(PREFIX + work.id(), EventJson.write(work));
        }
        bySensor.clear();
    }
}
