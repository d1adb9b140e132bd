package io.vigia.models.series;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sorts readings by sensor, as they come. Holds 16 bytes a reading, at most twice that while it grows. */
public final class SeriesCollector {
    /** The most readings of all sensors together. */
    public static final int MOST_READINGS = 20_000_000;

    private final Map<String, Columns> sensors = new LinkedHashMap<>();
    private int readings;

    /** Whether {@link #MOST_READINGS} are in. */
    public boolean full() {
        return readings == MOST_READINGS;
    }

    /** Adds one reading to the end of its sensor's series. */
    public void add(String sensor, long ts, double value) {
        if (full()) {
            throw new IllegalStateException(MOST_READINGS + " readings are in already");
        }
        sensors.computeIfAbsent(sensor, id -> new Columns()).add(ts, value);
        readings++;
    }

    /** Time of the newest reading that was added for a sensor; {@code Long.MIN_VALUE} if there is none. */
    public long newest(String sensor) {
        Columns columns = sensors.get(sensor);
        return columns == null ? Long.MIN_VALUE : columns.newest;
    }

    /** Forgets all that a sensor has sent so far. */
    public void forget(String sensor) {
        Columns columns = sensors.remove(sensor);
        readings -= columns == null ? 0 : columns.size;
    }

    /** The series, in the order in which their sensors first appeared. */
    public List<Series> series() {
        return sensors.entrySet().stream()
                .map(entry -> entry.getValue().series(entry.getKey()))
                .toList();
    }

    private static final class Columns {
        private long[] times = new long[64];
        private double[] values = new double[64];
        private int size;
        private long newest = Long.MIN_VALUE;

        void add(long ts, double value) {
            if (size == times.length) {
                times = Arrays.copyOf(times, size + (size >> 1));
                values = Arrays.copyOf(values, size + (size >> 1));
            }
            times[size] = ts;
            values[size++] = value;
            newest = Math.max(newest, ts);
        }

        Series series(String sensor) {
            return new Series(sensor, Arrays.copyOf(times, size), Arrays.copyOf(values, size));
        }
    }
}
