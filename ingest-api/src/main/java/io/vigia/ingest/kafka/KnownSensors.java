package io.vigia.ingest.kafka;

import io.vigia.contract.SensorRecord;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The sensors that take a place under the limit: those that the detector has written to the sensors topic, and those that
 * this replica let in and that are on their way there. None is ever evicted; a deletion's tombstone frees its place.
 */
public final class KnownSensors {
    private static final Boolean CONFIRMED = Boolean.TRUE;
    private static final Boolean LET_IN = Boolean.FALSE;

    private final ConcurrentMap<String, Boolean> sensors = new ConcurrentHashMap<>();
    private final int limit;

    /**
     * @param limit how many there may be; a few more where replicas let new ones in at the same moment
     */
    public KnownSensors(int limit) {
        this.limit = limit;
    }

    /** True if a reading of this sensor may be taken: it is known, or there is room for it, which it then takes. */
    public boolean admit(String sensor) {
        if (sensors.containsKey(sensor)) {
            return true;
        }
        // The size of a concurrent map is summed up from cells: only new sensors pay for it.
        if (sensors.size() >= limit) {
            return false;
        }
        sensors.putIfAbsent(sensor, LET_IN);
        return true;
    }

    /** Frees the place of a sensor whose reading did not reach the log, unless it is known anyway. */
    public void release(String sensor) {
        sensors.remove(sensor, LET_IN);
    }

    /**
     * Takes a record of the sensors topic.
     *
     * @throws io.vigia.contract.InvalidEventException if it is not a known sensor or the tombstone of one; it takes no place then
     */
    public void take(ConsumerRecord<byte[], byte[]> record) {
        String sensor = SensorRecord.sensor(record.key(), record.value());
        if (record.value() == null) {
            sensors.remove(sensor);
        } else {
            sensors.put(sensor, CONFIRMED);
        }
    }

    /** All of them, in no order. */
    public List<String> all() {
        return List.copyOf(sensors.keySet());
    }

    /** How many places are taken. */
    public int size() {
        return sensors.size();
    }
}
