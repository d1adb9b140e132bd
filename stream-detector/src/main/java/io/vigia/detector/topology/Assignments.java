package io.vigia.detector.topology;

import io.vigia.contract.EventJson;
import io.vigia.contract.Excerpt;
import io.vigia.contract.InvalidEventException;
import io.vigia.contract.ModelChange;
import io.vigia.contract.SensorPattern;
import io.vigia.detection.model.Model;
import io.vigia.judging.ModelRefusedException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Assigns models to sensors on one partition, according to the changes read so far. The store keeps the newest
 * accepted change of each pattern.
 */
final class Assignments {
    private static final Logger LOG = LoggerFactory.getLogger(Assignments.class);
    /** Maximum number of cached sensors; beyond it, the cache is cleared. */
    private static final int MOST_REMEMBERED = 100_000;

    private final ModelSource models;
    private final KeyValueStore<String, byte[]> store;
    private final ModelBatch standard;
    private final int batchSize;
    private final Map<SensorPattern, Assigned> ranked = new TreeMap<>(SensorPattern.RANK);
    private final Map<String, ModelBatch> bySensor = new HashMap<>();

    private record Assigned(String model, String sha256, ModelBatch judge) {}

    /** @param standard the model for sensors without a change */
    Assignments(ModelSource models, KeyValueStore<String, byte[]> store, ModelBatch standard, int batchSize) {
        this.models = models;
        this.store = store;
        this.standard = standard;
        this.batchSize = batchSize;
    }

    /**
     * Restores the changes in the store. A model that no longer exists counts as refused: its sensors are scored
     * as if it had not been deployed, because one lost bundle must not stop the stream.
     *
     * @return the number of missing models
     * @throws RuntimeException if the store or Kafka fails; models acquired until then are released
     */
    int restore() {
        try {
            return restoreAll();
        } catch (RuntimeException failed) {
            close();
            throw failed;
        }
    }

    private int restoreAll() {
        int missing = 0;
        try (KeyValueIterator<String, byte[]> kept = store.all()) {
            while (kept.hasNext()) {
                missing += restore(kept.next()) ? 0 : 1;
            }
        }
        return missing;
    }

    private boolean restore(KeyValue<String, byte[]> kept) {
        ModelChange change = change(kept);
        try {
            if (change != null) {
                put(change);
                return true;
            }
        } catch (ModelRefusedException gone) {
            LOG.error(
                    "Sensors {} are assigned to model {}, which is no longer available; the next best model scores them until"
                            + " it is deployed again: {}",
                    change.sensors(),
                    change.model(),
                    gone.getMessage());
        }
        return false;
    }

    private @Nullable ModelChange change(KeyValue<String, byte[]> kept) {
        String found;
        try {
            if (EventJson.readReading(kept.value) instanceof ModelChange change && change.model() != null) {
                return change;
            }
            found = "it names no model";
        } catch (InvalidEventException foreign) {
            found = String.valueOf(foreign.getMessage());
        }
        LOG.error(
                "Store {}: skipped the entry {}, which was not written by a detector: {}",
                store.name(),
                Excerpt.quote(kept.key),
                found);
        return null;
    }

    /** The model of a sensor. */
    ModelBatch of(String sensor) {
        if (ranked.isEmpty()) {
            return standard;
        }
        ModelBatch known = bySensor.get(sensor);
        if (known == null) {
            known = find(sensor);
            if (bySensor.size() == MOST_REMEMBERED) {
                bySensor.clear();
            }
            bySensor.put(sensor, known);
        }
        return known;
    }

    private ModelBatch find(String sensor) {
        for (Map.Entry<SensorPattern, Assigned> one : ranked.entrySet()) {
            if (one.getKey().matches(sensor)) {
                return one.getValue().judge();
            }
        }
        return standard;
    }

    /**
     * Applies a change.
     *
     * @param raw the event's bytes
     * @return null, or the reason for which nothing changes
     */
    @Nullable
    String change(ModelChange change, byte[] raw) {
        String pattern = change.sensors().text();
        if (change.model() == null) {
            release(ranked.remove(change.sensors()));
            store.delete(pattern);
        } else {
            try {
                put(change);
            } catch (ModelRefusedException refused) {
                return refused.getMessage();
            }
            store.put(pattern, raw);
        }
        bySensor.clear();
        return null;
    }

    private void put(ModelChange change) {
        String id = Objects.requireNonNull(change.model());
        String sha256 = Objects.requireNonNull(change.sha256());
        Model model = models.acquire(id, sha256);
        Assigned assigned = new Assigned(id, sha256, new ModelBatch(model, batchSize));
        release(ranked.put(change.sensors(), assigned));
    }

    private void release(@Nullable Assigned former) {
        if (former != null) {
            models.release(former.model(), former.sha256());
        }
    }

    /** Releases all models. */
    void close() {
        ranked.values().forEach(this::release);
        ranked.clear();
        bySensor.clear();
    }
}
