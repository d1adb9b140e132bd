package io.vigia.query.stream;

import io.vigia.contract.RecordHeaders;
import io.vigia.contract.SensorRecord;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * With which reading the life of each known sensor began, by the compacted sensors topic: what a sensor measured before it
 * was deleted is not of the life that it has now. Safe for use by many threads.
 */
public final class SensorLives {
    private static final long UNKNOWN = -1;

    private final Map<String, Origin> begins = new ConcurrentHashMap<>();

    /**
     * The reading that a record comes of.
     *
     * @param arrived epoch milliseconds
     * @param offset in its partition of the readings, which is that of the record; -1: the record does not say
     */
    public record Origin(long arrived, long offset) {
        /** As a record of the detector says. */
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

        /** By their places in the log; by their times only where an older Vigía has not told those. */
        private boolean isBefore(Origin other) {
            return offset == UNKNOWN || other.offset == UNKNOWN ? arrived < other.arrived : offset < other.offset;
        }
    }

    /**
     * Takes a record of the sensors topic.
     *
     * @throws io.vigia.contract.InvalidEventException if it is not a known sensor or the tombstone of one
     */
    public void take(ConsumerRecord<byte[], byte[]> record) {
        String sensor = SensorRecord.sensor(record.key(), record.value());
        if (record.value() == null) {
            begins.remove(sensor);
        } else {
            begins.put(sensor, Origin.of(record));
        }
    }

    /** Whether what comes of a reading is of the life that its sensor has now. */
    public boolean holds(String sensor, Origin origin) {
        Origin begin = begins.get(sensor);
        return begin != null && !origin.isBefore(begin);
    }
}
