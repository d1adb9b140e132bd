package io.vigia.detector.topology;

import io.vigia.contract.EventJson;
import io.vigia.contract.Incident;
import io.vigia.contract.Maintenance;
import io.vigia.contract.MaintenanceChange;
import io.vigia.detector.entries.PrefixedEntries;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The planned work on the sensors of one partition, according to the changes read so far. It lies in the store of the settings,
 * under {@code ~} and its id, which is no pattern of sensors.
 */
final class PlannedWork {
    /** Maximum number of cached sensors; beyond it, the cache is cleared. */
    private static final int MOST_REMEMBERED = 100_000;

    private final PrefixedEntries entries;
    private final Map<String, Maintenance> planned = new HashMap<>();
    private final Map<String, List<Maintenance>> bySensor = new HashMap<>();

    PlannedWork(KeyValueStore<String, byte[]> store) {
        entries = new PrefixedEntries(store, Incident.SEPARATOR);
    }

    /**
     * Reads what is in the store.
     *
     * @return how many entries were removed, because no detector wrote them
     */
    int restore() {
        return entries.restore((id, value) -> planned.put(id, EventJson.readMaintenance(value)));
    }

    /** Whether a key of the store is one of planned work. */
    static boolean isKey(String key) {
        return key.indexOf(Incident.SEPARATOR) == 0;
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
            entries.delete(change.maintenance());
        } else {
            planned.put(work.id(), work);
            entries.put(work.id(), EventJson.write(work));
        }
        bySensor.clear();
    }
}
