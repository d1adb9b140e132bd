package io.vigia.ingest.kafka;

import io.vigia.contract.SensorRecord;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The sensors that count against the limit: those in the sensors topic, which the detector writes, and those that this
 * replica has admitted and that are not there yet. None is evicted; the tombstone of a deletion frees its place.
 */
public final class KnownSensors {
    private static final Boolean CONFIRMED = Boolean.TRUE;
    private static final Boolean LET_IN = Boolean.FALSE;

    private final ConcurrentMap<String, Boolean> sensors = new ConcurrentHashMap<>();
    private final int limit;

    /**
     * @param limit maximum number; exceeded slightly if replicas admit new sensors at the same moment
     */
    public KnownSensors(int limit) {
        this.limit = limit;
    }

    /** True if the sensor is known, or if the limit allows a new one, which then counts against it. */
    public boolean admit(String sensor) {
        if (sensors.containsKey(sensor)) {
            return true;
        }
        // Computing the size of a concurrent map is expensive, so only new sensors do it.
        if (sensors.size() >= limit) {
            return false;
        }
        sensors.putIfAbsent(sensor, LET_IN);
        return true;
    }

    /** Frees the place of a sensor whose reading did not reach the log, unless the sensor is known. */
    public void release(String sensor) {
        sensors.remove(sensor, LET_IN);
    }

    /**
     * Applies a record of the sensors topic.
     *
     * @throws io.vigia.contract.InvalidEventException if it is neither a known sensor nor its tombstone; nothing changes then
     */
    public void take(ConsumerRecord<byte[], byte[]> record) {
        String sensor = SensorRecord.sensor(record.key(), record.value());
        if (record.value() == null) {
            sensors.remove(sensor);
        } else {
            sensors.put(sensor, CONFIRMED);
        }
    }

    /** All sensors, in no particular order. */
    public List<String> all() {
        return List.copyOf(sensors.keySet());
    }

    /** The number of sensors. */
    public int size() {
        return sensors.size();
    }
}
