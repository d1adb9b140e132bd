package io.vigia.store.redis;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.timeseries.TimeSeriesProtocol.TimeSeriesCommand;

/**
 * How the series of a sensor are created. Chunk sizes were measured on RedisTimeSeries 1.12.2, as bytes a sensor with one
 * judged sample and bytes a judged sample with noise in all of its numbers, compactions included: 512 and 128 cost 21,835 and
 * 34; 256 and 64 cost 19,785 and 42; 128 and 64 cost 19,015 and 55. The fourteen keys, not their chunks, are most of it.
 */
final class SeriesLayout {
    /** Bytes of a chunk of a raw series. */
    static final int RAW_CHUNK = 512;
    /** Bytes of a chunk of a compaction, which gets a sample a minute or an hour. */
    static final int COMPACTION_CHUNK = 128;
    /** What Redis needs for a sensor's keys, at most. */
    static final int BYTES_A_SENSOR = 24_000;
    /** What Redis needs for each judged sample beyond the first, at most. */
    static final int BYTES_A_SAMPLE = 40;

    private final RedisKeys keys;
    private final long retentionMs;

    SeriesLayout(RedisKeys keys, long retentionMs) {
        this.keys = keys;
        this.retentionMs = retentionMs;
    }

    /**
     * A series of a sensor.
     *
     * @param key in Redis
     * @param chunk its bytes
     * @param metric the label
     * @param rule makes it a compaction; null: it is written to
     */
    record Series(
            String key,
            int chunk,
            String sensor,
            String metric,
            @Nullable CommandArguments rule) {}

    /** All of a sensor, each compaction after what it compacts. */
    List<Series> of(String sensor) {
        List<Series> all = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            String raw = keys.series(sensor, metric);
            all.add(new Series(raw, RAW_CHUNK, sensor, metric.label(), null));
            for (Metric.Bucketing bucketing : Metric.BUCKETINGS) {
                for (String aggregation : metric.compactions()) {
                    String compacted = keys.compaction(sensor, metric, aggregation, bucketing);
                    String label = RedisKeys.compactionLabel(metric, aggregation, bucketing);
                    CommandArguments rule = rule(raw, compacted, aggregation, bucketing);
                    all.add(new Series(compacted, COMPACTION_CHUNK, sensor, label, rule));
                }
            }
        }
        return all;
    }

    /** Answers an error if the key exists. */
    CommandArguments creation(Series series) {
        CommandArguments create = new CommandArguments(TimeSeriesCommand.CREATE)
                .key(series.key())
                .add("CHUNK_SIZE")
                .add(series.chunk());
        return settings(create, series);
    }

    /** Gives a series that exists, whoever made it, the settings that it would have been created with. */
    CommandArguments alteration(Series series) {
        return settings(new CommandArguments(TimeSeriesCommand.ALTER).key(series.key()), series);
    }

    private CommandArguments settings(CommandArguments command, Series series) {
        return command.add("RETENTION")
                .add(retentionMs)
                .add("DUPLICATE_POLICY")
                .add("LAST")
                // Redis would pass over samples that are like the one before, if it is configured so.
                .add("IGNORE")
                .add(0)
                .add(0)
                .add("LABELS")
                .add("sensor")
                .add(series.sensor())
                .add("metric")
                .add(series.metric());
    }

    private static CommandArguments rule(String raw, String compacted, String aggregation, Metric.Bucketing bucketing) {
        return new CommandArguments(TimeSeriesCommand.CREATERULE)
                .key(raw)
                .key(compacted)
                .add("AGGREGATION")
                .add(aggregation)
                .add(bucketing.ms());
    }
}
