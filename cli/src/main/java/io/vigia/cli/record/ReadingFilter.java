package io.vigia.cli.record;

import io.vigia.contract.EventJson;
import io.vigia.contract.InvalidEventException;
import io.vigia.contract.MaintenanceChange;
import io.vigia.contract.ModelChange;
import io.vigia.contract.ReadingEvent;
import io.vigia.contract.SensorPattern;
import io.vigia.contract.SettingsChange;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Selects records of a readings topic: those of the chosen sensors within the spans, including unreadable records, and the
 * changes of models and settings from the beginning of the topic, without which other verdicts would result.
 */
public final class ReadingFilter {
    private final Map<Integer, Span> spans = new HashMap<>();
    private final List<SensorPattern> sensors;
    private final boolean changes;

    /**
     * @param sensors empty: all
     * @param changes whether changes of model are included
     */
    public ReadingFilter(List<Span> spans, List<SensorPattern> sensors, boolean changes) {
        spans.forEach(span -> this.spans.put(span.partition(), span));
        this.sensors = sensors;
        this.changes = changes;
    }

    /** Whether a record is selected. */
    public boolean takes(ConsumerRecord<byte[], byte[]> record) {
        Span span = spans.get(record.partition());
        if (span == null || record.offset() >= span.to()) {
            return false;
        }
        ReadingEvent control = control(record);
        if (control != null) {
            return changes || !(control instanceof ModelChange);
        }
        return record.offset() >= span.lead() && takes(record.key());
    }

    /** Whether records with this key are selected. */
    public boolean takes(byte @Nullable [] key) {
        if (sensors.isEmpty()) {
            return true;
        }
        String sensor = key == null ? "" : new String(key, StandardCharsets.UTF_8);
        return sensors.stream().anyMatch(pattern -> pattern.matches(sensor));
    }

    /** The change of models, settings or planned work in a record; null if the record is another event. */
    public static @Nullable ReadingEvent control(ConsumerRecord<byte[], byte[]> record) {
        try {
            ReadingEvent event = EventJson.readReading(record.value());
            return event instanceof ModelChange || event instanceof SettingsChange || event instanceof MaintenanceChange
                    ? event
                    : null;
        } catch (InvalidEventException unreadable) {
            return null;
        }
    }
}
