package io.vigia.store.redis;

import io.vigia.contract.SensorId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names of keys. The braces keep a sensor in one slot of a cluster, so that all its series can be in one command.
 *
 * @param prefix of every key
 */
record RedisKeys(String prefix) {
    /** Sorted set of the known sensors, all of score 0, in the order of their bytes. */
    String sensors() {
        return prefix + ":sensors";
    }

    /** A pattern that every key matches; a prefix contains no special character of patterns. */
    String all() {
        return prefix + ":*";
    }

    String visits() {
        return prefix + ":visits";
    }

    /** The sensor if the key is its series of values; null if it is another key, or has another prefix. */
    @Nullable
    String sensorOfValues(String key) {
        String before = prefix + ":{";
        String after = "}:" + Metric.VALUE.label();
        if (!key.startsWith(before) || !key.endsWith(after) || key.length() < before.length() + after.length()) {
            return null;
        }
        String sensor = key.substring(before.length(), key.length() - after.length());
        return SensorId.isValid(sensor) ? sensor : null;
    }

    String series(String sensor, Metric metric) {
        return of(sensor, metric.label());
    }

    String compaction(String sensor, Metric metric, String aggregation, Metric.Bucketing bucketing) {
        return of(sensor, compactionLabel(metric, aggregation, bucketing));
    }

    /** The label {@code metric} of a compaction; differs from the raw series', so that a filter on one does not match the other. */
    static String compactionLabel(Metric metric, String aggregation, Metric.Bucketing bucketing) {
        return metric.label() + ":" + aggregation + ":" + bucketing.name();
    }

    /** Sorted set of the newest anomalies by {@code ts}. */
    String anomalies(String sensor) {
        return of(sensor, "anomalies");
    }

    /** The offset of the sensor's last deletion in its partition of the readings topic. */
    String deleted(String sensor) {
        return of(sensor, "deleted");
    }

    /** The keys of all series of a sensor, compactions too. */
    List<String> allSeries(String sensor) {
        List<String> keys = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            keys.add(series(sensor, metric));
            for (Metric.Bucketing bucketing : Metric.BUCKETINGS) {
                metric.compactions()
                        .forEach(aggregation -> keys.add(compaction(sensor, metric, aggregation, bucketing)));
            }
        }
        return keys;
    }

    private String of(String sensor, String name) {
        return prefix + ":{" + sensor + "}:" + name;
    }
}
