package io.vigia.store.memory;

import io.vigia.store.Aggregation;
import io.vigia.store.Bucket;
import java.util.ArrayList;
import java.util.List;

/** Folds rows, oldest first, into buckets aligned to the epoch. */
final class BucketFold implements SensorSamples.Rows {
    private static final double SCALE = 0x1p-64;

    private final Aggregation aggregation;
    private final long bucketMs;
    private final int limit;
    private final List<Bucket> buckets = new ArrayList<>();

    private long bucketTs;
    private int count;
    private double sum;
    /** The sum in units in which it can't overflow. */
    private double scaledSum;

    private double min;
    private double max;
    private double first;
    private double last;
    private boolean anomaly;

    BucketFold(Aggregation aggregation, long bucketMs, int limit) {
        this.aggregation = aggregation;
        this.bucketMs = bucketMs;
        this.limit = limit;
    }

    @Override
    public boolean row(SampleChunk chunk, int row) {
        long ts = chunk.tsAt(row) / bucketMs * bucketMs;
        if (count == 0 || ts != bucketTs) {
            finish();
            if (buckets.size() == limit) {
                return false;
            }
            begin(ts, chunk.valueAt(row));
        }
        fold(chunk.valueAt(row), chunk.anomalyAt(row));
        return true;
    }

    List<Bucket> buckets() {
        finish();
        return buckets;
    }

    private void begin(long ts, double value) {
        bucketTs = ts;
        sum = 0;
        scaledSum = 0;
        min = value;
        max = value;
        first = value;
        anomaly = false;
    }

    private void fold(double value, boolean isAnomaly) {
        count++;
        sum += value;
        scaledSum += value * SCALE;
        min = Math.min(min, value);
        max = Math.max(max, value);
        last = value;
        anomaly |= isAnomaly;
    }

    private void finish() {
        if (count > 0) {
            buckets.add(new Bucket(bucketTs, aggregate(), anomaly));
            count = 0;
        }
    }

    private double aggregate() {
        return switch (aggregation) {
            case AVG -> Double.isFinite(sum) ? sum / count : scaledSum / count / SCALE;
            case MIN -> min;
            case MAX -> max;
            case SUM -> sum;
            case COUNT -> count;
            case FIRST -> first;
            case LAST -> last;
        };
    }
}
