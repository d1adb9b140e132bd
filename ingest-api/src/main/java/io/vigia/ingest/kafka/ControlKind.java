package io.vigia.ingest.kafka;

import io.vigia.contract.EventJson;
import io.vigia.contract.InvalidEventException;
import io.vigia.contract.Maintenance;
import io.vigia.contract.MaintenanceRecord;
import io.vigia.contract.SettingsDocument;
import io.vigia.contract.SettingsRecord;
import io.vigia.contract.Topics;
import java.util.AbstractMap.SimpleEntry;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One kind of what people decide.
 *
 * @param name in transactional ids
 * @param topic where the current documents are, by their keys
 * @param reader of a record of the topic
 * @param writer of a document
 * @param <D> a document
 */
record ControlKind<D>(String name, String topic, Reader<D> reader, Function<D, byte[]> writer) {
    /** Reads a record. */
    @FunctionalInterface
    interface Reader<D> {
        /**
         * The key and the document; null: none any more.
         *
         * @throws InvalidEventException if it is no such record
         */
        Map.Entry<String, @Nullable D> read(byte @Nullable [] key, byte @Nullable [] value);
    }

    /** The settings of sensors, by pattern. */
    static ControlKind<SettingsDocument> settings(Topics topics) {
        return new ControlKind<>(
                "settings",
                topics.settings(),
                (key, value) -> {
                    SettingsRecord record = SettingsRecord.read(key, value);
                    return new SimpleEntry<>(record.sensors().text(), record.document());
                },
                EventJson::write);
    }

    /** Planned work, by id. */
    static ControlKind<Maintenance> maintenance(Topics topics) {
        return new ControlKind<>(
                "maintenance",
                topics.maintenance(),
                (key, value) -> {
                    MaintenanceRecord record = MaintenanceRecord.read(key, value);
                    return new SimpleEntry<>(record.id(), record.planned());
                },
                EventJson::write);
    }
}
