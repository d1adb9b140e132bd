package io.vigia.ingest.kafka;

import io.vigia.contract.EventIds;
import io.vigia.contract.SensorPattern;
import io.vigia.contract.SensorSettings;
import io.vigia.contract.SettingsChange;
import io.vigia.contract.SettingsDocument;
import io.vigia.kafka.KafkaSettings;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changes settings one after another, over all replicas. Thread-safe. */
public final class SettingsLog implements AutoCloseable {
    private final ControlLog<SettingsDocument> log;
    private final InstantSource clock;

    /** Connects at the first change. */
    public SettingsLog(KafkaSettings kafka, InstantSource clock) {
        log = new ControlLog<>(kafka, ControlKind.settings(kafka.topics()));
        this.clock = clock;
    }

    /** Whether a change may be made; throws what the caller gets if it may not. */
    @FunctionalInterface
    public interface Check {
        /**
         * @param former the settings of the pattern; null if there are none
         * @param all the settings of all patterns, by pattern
         */
        void run(@Nullable SettingsDocument former, Map<String, SettingsDocument> all);
    }

    /**
     * A change.
     *
     * @param former the settings of the pattern before; null if there were none
     * @param current its settings from now on; null if there are none
     */
    public record Change(
            @Nullable SettingsDocument former, @Nullable SettingsDocument current) {}

    /**
     * Replaces the settings of a pattern; writes nothing if they are the same already.
     *
     * @param settings null: none any more
     * @param check called at least once, with what is current while the change is made; what it throws is thrown, and nothing
     *     is written
     * @throws org.apache.kafka.common.KafkaException if it is unknown whether the change was written
     */
    public Change change(SensorPattern sensors, @Nullable SensorSettings settings, Check check) {
        ControlLog.Change<SettingsDocument> made = log.change(sensors.text(), (former, all) -> {
            check.run(former, all);
            boolean same = former == null ? settings == null : former.settings().equals(settings);
            return same ? null : write(sensors, settings);
        });
        return new Change(made.former(), made.current());
    }

    private ControlLog.Write<SettingsDocument> write(SensorPattern sensors, @Nullable SensorSettings settings) {
        String id = EventIds.next();
        return new ControlLog.Write<>(
                new SettingsChange(id, sensors, settings),
                settings == null ? null : new SettingsDocument(id, sensors, settings, clock.millis()));
    }

    @Override
    public void close() {
        log.close();
    }
}
