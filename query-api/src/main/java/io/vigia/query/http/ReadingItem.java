package io.vigia.query.http;

import io.vigia.store.Bucket;
import io.vigia.store.Sample;
import org.jspecify.annotations.Nullable;

/**
 * A reading, or a bucket of readings, in a list; members that do not apply are null, never omitted.
 *
 * @param ts epoch milliseconds; a bucket's start
 * @param value in the sensor's unit; a bucket's aggregate
 * @param anomaly of a bucket: whether it has an anomaly
 */
record ReadingItem(
        String sensor,
        long ts,
        @Nullable Double value,
        @Nullable Double prediction,
        @Nullable Double lower,
        @Nullable Double upper,
        @Nullable Double score,
        boolean anomaly) {

    static ReadingItem of(String sensor, Sample sample) {
        return new ReadingItem(
                sensor,
                sample.ts(),
                present(sample.value()),
                present(sample.prediction()),
                present(sample.lower()),
                present(sample.upper()),
                present(sample.score()),
                sample.anomaly());
    }

    static ReadingItem of(String sensor, Bucket bucket) {
        return new ReadingItem(sensor, bucket.ts(), present(bucket.value()), null, null, null, null, bucket.anomaly());
    }

    private static @Nullable Double present(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
