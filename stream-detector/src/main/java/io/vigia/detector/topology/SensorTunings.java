package io.vigia.detector.topology;

import io.vigia.contract.EffectiveSettings;
import io.vigia.contract.EventJson;
import io.vigia.contract.Excerpt;
import io.vigia.contract.InvalidEventException;
import io.vigia.contract.SensorSettings;
import io.vigia.contract.SettingsChange;
import io.vigia.contract.SettingsIndex;
import io.vigia.detection.tuning.Tuning;
import io.vigia.detector.silence.SilenceWatch;
import io.vigia.judging.SensorTuning;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is set for the sensors of one partition, according to the changes read so far. The store keeps the newest change of
 * each pattern.
 */
final class SensorTunings {
    private static final Logger LOG = LoggerFactory.getLogger(SensorTunings.class);
    /** Maximum number of cached sensors; beyond it, the cache is cleared. */
    private static final int MOST_REMEMBERED = 100_000;

    private final KeyValueStore<String, byte[]> store;
    private final SettingsIndex index = new SettingsIndex();
    private final Map<String, Set> bySensor = new HashMap<>();
    /** Sensors that match the same patterns share one. */
    private final Map<EffectiveSettings, Set> shared = new IdentityHashMap<>();

    /**
     * What is set for a sensor.
     *
     * @param silentAfter after how many milliseconds it is silent; {@link Tuning#UNSET}: by its own rhythm; {@link
     *     SilenceWatch#NEVER}
     */
    private record Set(Tuning tuning, long silentAfter) {
        static final Set NOTHING = new Set(Tuning.NONE, Tuning.UNSET);
    }

    /** Restores the changes in the store. */
    SensorTunings(KeyValueStore<String, byte[]> store) {
        this.store = store;
        try (KeyValueIterator<String, byte[]> kept = store.all()) {
            kept.forEachRemaining(entry -> {
                if (!PlannedWork.isKey(entry.key)) {
                    restore(entry);
                }
            });
        }
    }

    private void restore(KeyValue<String, byte[]> kept) {
        String found = "it is another event";
        try {
            if (EventJson.readReading(kept.value) instanceof SettingsChange change) {
                put(change);
                return;
            }
        } catch (InvalidEventException foreign) {
            found = String.valueOf(foreign.getMessage());
        }
        LOG.error(
                "Store {}: skipped the entry {}, which was not written by a detector: {}",
                store.name(),
                Excerpt.quote(kept.key),
                found);
    }

    /** What is set for the verdicts on a sensor. */
    Tuning of(String sensor) {
        return set(sensor).tuning();
    }

    /** After how many milliseconds a sensor is silent; {@link Tuning#UNSET}: by its own rhythm; {@link SilenceWatch#NEVER}. */
    long silentAfter(String sensor) {
        return set(sensor).silentAfter();
    }

    private Set set(String sensor) {
        if (index.isEmpty()) {
            return Set.NOTHING;
        }
        Set known = bySensor.get(sensor);
        if (known == null) {
            known = shared.computeIfAbsent(index.of(sensor), SensorTunings::set);
            if (bySensor.size() == MOST_REMEMBERED) {
                bySensor.clear();
            }
            bySensor.put(sensor, known);
        }
        return known;
    }

    /**
     * Applies a change.
     *
     * @param raw the event's bytes
     */
    void change(SettingsChange change, byte[] raw) {
        put(change);
        if (change.settings() == null) {
            store.delete(change.sensors().text());
        } else {
            store.put(change.sensors().text(), raw);
        }
    }

    private void put(SettingsChange change) {
        SensorSettings settings = change.settings();
        if (settings == null) {
            index.remove(change.sensors());
        } else {
            index.put(change.sensors(), settings);
        }
        bySensor.clear();
        shared.clear();
    }

    private static Set set(EffectiveSettings effective) {
        return new Set(
                SensorTuning.of(effective.settings()),
                SensorTuning.millis(effective.settings().silentAfter()));
    }
}
