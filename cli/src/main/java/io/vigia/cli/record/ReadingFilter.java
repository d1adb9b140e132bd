package io.vigia.cli.record;

import io.vigia.contract.EventJson;
import io.vigia.contract.InvalidEventException;
import io.vigia.contract.ModelChange;
import io.vigia.contract.SensorPattern;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Selects records of a readings topic: those of the chosen sensors within the spans, including unreadable records, and the
 * changes of model from the beginning of the topic, without which another model would score.
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
        if (change(record) != null) {
            return changes;
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

    /** The change of model in a record; null if the record is another event. */
    public static @Nullable ModelChange change(ConsumerRecord<byte[], byte[]> record) {
        try {
            return EventJson.readReading(record.value()) instanceof ModelChange change ? change : null;
        } catch (InvalidEventException unreadable) {
            return null;
        }
    }
}
