package io.vigia.store.redis;

import java.util.List;
import java.util.Locale;

/** The series of a sensor: what a sample is made of, each in a key of its own. */
enum Metric {
    VALUE(List.of("avg", "min", "max")),
    PREDICTION(List.of()),
    LOWER(List.of()),
    UPPER(List.of()),
    SCORE(List.of()),
    /** 1 or 0. */
    ANOMALY(List.of("max"));

    /** The buckets of compactions, by the name that stands in their keys, in milliseconds. */
    static final List<Bucketing> BUCKETINGS = List.of(new Bucketing("1m", 60_000), new Bucketing("1h", 3_600_000));

    /**
     * How long a bucket of a compaction is.
     *
     * @param name as it stands in keys
     */
    record Bucketing(String name, long ms) {}

    private final List<String> compactions;

    Metric(List<String> compactions) {
        this.compactions = compactions;
    }

    /** As it stands in keys and labels. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The aggregations that Redis keeps of it. */
    List<String> compactions() {
        return compactions;
    }
}
