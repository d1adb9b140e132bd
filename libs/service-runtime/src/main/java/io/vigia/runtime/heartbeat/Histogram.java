package io.vigia.runtime.heartbeat;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Cumulative counts of a timer's observations, by the bounds of its buckets.
 *
 * @param upTo counts by bound in milliseconds, ascending
 * @param count all observations, including those beyond the last bound
 */
record Histogram(TreeMap<Double, Double> upTo, double count) {
    /** The sum of timers that share their buckets. */
    static Histogram of(Collection<Timer> timers) {
        TreeMap<Double, Double> upTo = new TreeMap<>();
        double count = 0;
        for (Timer timer : timers) {
            for (CountAtBucket bucket : timer.takeSnapshot().histogramCounts()) {
                upTo.merge(bucket.bucket(TimeUnit.MILLISECONDS), bucket.count(), Double::sum);
            }
            count += timer.count();
        }
        return new Histogram(upTo, count);
    }

    /** The observations since {@code earlier}. */
    Histogram since(Histogram earlier) {
        TreeMap<Double, Double> difference = new TreeMap<>();
        upTo.forEach((bound, seen) -> difference.put(bound, seen - earlier.upTo.getOrDefault(bound, 0.0)));
        return new Histogram(difference, count - earlier.count);
    }

    /**
     * A quantile in milliseconds, linear within its bucket as in Prometheus' {@code histogram_quantile}; beyond the
     * last bound: that bound; null if nothing was observed.
     *
     * @param part 0…1
     */
    @Nullable
    Double quantile(double part) {
        if (upTo.isEmpty() || count <= 0) {
            return null;
        }
        double rank = part * count;
        double lowerBound = 0;
        double below = 0;
        for (Map.Entry<Double, Double> bucket : upTo.entrySet()) {
            if (bucket.getValue() >= rank) {
                double inside = bucket.getValue() - below;
                double share = inside == 0 ? 1 : (rank - below) / inside;
                return lowerBound + share * (bucket.getKey() - lowerBound);
            }
            lowerBound = bucket.getKey();
            below = bucket.getValue();
        }
        return upTo.lastKey();
    }
}
