package io.vigia.query.stream;

import io.vigia.contract.RecordHeaders;
import io.vigia.contract.SensorRecord;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * The first reading of each known sensor since its last deletion, from the compacted sensors topic. Events of readings from
 * before the deletion do not belong to the sensor's current life. Thread-safe.
 */
public final class SensorLives {
    private static final long UNKNOWN = -1;

    private final Map<String, Origin> begins = new ConcurrentHashMap<>();

    /**
     * The reading that a record results from.
     *
     * @param arrived epoch milliseconds
     * @param offset in its partition of the readings, which has the same number as the record's; -1: unknown
     */
    public record Origin(long arrived, long offset) {
        /** Reads it from the headers of a record of the detector. */
        public static Origin of(ConsumerRecord<byte[], byte[]> record) {
            Header header = record.headers().lastHeader(RecordHeaders.READING_OFFSET);
            return new Origin(
                    record.timestamp(), header == null || header.value() == null ? UNKNOWN : number(header.value()));
        }

        private static long number(byte[] digits) {
            try {
                return Long.parseLong(new String(digits, StandardCharsets.US_ASCII));
            } catch (NumberFormatException foreign) {
                return UNKNOWN;
            }
        }

        /** Compares by offsets; by times only if an older Vigía has not written the offsets. */
        private boolean isBefore(Origin other) {
            return offset == UNKNOWN || other.offset == UNKNOWN ? arrived < other.arrived : offset < other.offset;
        }
    }

    /**
     * Applies a record of the sensors topic.
     *
     * @throws io.vigia.contract.InvalidEventException if it is neither a known sensor nor its tombstone
     */
    public void take(ConsumerRecord<byte[], byte[]> record) {
        String sensor = SensorRecord.sensor(record.key(), record.value());
        if (record.value() == null) {
            begins.remove(sensor);
        } else {
            begins.put(sensor, Origin.of(record));
        }
    }

    /** Whether an event of a reading belongs to the sensor's current life. */
    public boolean holds(String sensor, Origin origin) {
        Origin begin = begins.get(sensor);
        return begin != null && !origin.isBefore(begin);
    }
}
