package io.vigia.detector.topology;

import io.vigia.detection.state.History;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The first values of one sensor, one small entry each, keyed (sensor, index). */
final class SensorHistory implements History {
    // Ids have no NUL, so the entries of a sensor are contiguous.
    private static final byte SEPARATOR = 0;

    private final KeyValueStore<Bytes, Double> store;
    private final byte[] sensor;

    SensorHistory(KeyValueStore<Bytes, Double> store, String sensor) {
        this.store = store;
        this.sensor = sensor.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void append(int index, double value) {
        store.put(key(index), value);
    }

    @Override
    public double[] first(int count) {
        double[] values = new double[count];
        int found = 0;
        try (KeyValueIterator<Bytes, Double> entries = store.range(key(0), key(count - 1))) {
            while (entries.hasNext()) {
                KeyValue<Bytes, Double> entry = entries.next();
                values[found++] = entry.value;
            }
        }
        if (found != count) {
            throw new IllegalStateException(
                    "Sensor " + new String(sensor, StandardCharsets.UTF_8) + " has " + found + " of its first " + count
                            + " values; its history store is damaged; rebuild it from its changelog");
        }
        return values;
    }

    @Override
    public void clear(int count) {
        for (int index = 0; index < count; index++) {
            store.delete(key(index));
        }
    }

    /** Deletes all entries. */
    void clear() {
        try (KeyValueIterator<Bytes, Double> entries = store.range(key(0), key(Integer.MAX_VALUE))) {
            entries.forEachRemaining(entry -> store.delete(entry.key));
        }
    }

    private Bytes key(int index) {
        return Bytes.wrap(ByteBuffer.allocate(sensor.length + 1 + Integer.BYTES)
                .put(sensor)
                .put(SEPARATOR)
                .putInt(index)
                .array());
    }
}
