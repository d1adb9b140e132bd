package io.vigia.store.redis;

import java.util.List;
import java.util.Locale;

/** The series of a sensor, one for each number of a sample, each in its own key. */
enum Metric {
    VALUE(List.of("avg", "min", "max")),
    PREDICTION(List.of()),
    LOWER(List.of()),
    UPPER(List.of()),
    SCORE(List.of()),
    /** 1 or 0. */
    ANOMALY(List.of("max"));

    /** The buckets of compactions. */
    static final List<Bucketing> BUCKETINGS = List.of(new Bucketing("1m", 60_000), new Bucketing("1h", 3_600_000));

    /**
     * The bucket of a compaction.
     *
     * @param name as in keys
     */
    record Bucketing(String name, long ms) {}

    private final List<String> compactions;

    Metric(List<String> compactions) {
        this.compactions = compactions;
    }

    /** The name in keys and labels. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The aggregations of its compactions. */
    List<String> compactions() {
        return compactions;
    }
}
