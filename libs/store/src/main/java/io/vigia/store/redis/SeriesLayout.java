package io.vigia.store.redis;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.timeseries.TimeSeriesProtocol.TimeSeriesCommand;

/**
 * How the series of a sensor are created. Chunk sizes were measured on RedisTimeSeries 1.12.2, in bytes per sensor with one
 * scored sample and bytes per further scored sample with noisy numbers, including compactions: 512 and 128 take 21,835 and
 * 34; 256 and 64 take 19,785 and 42; 128 and 64 take 19,015 and 55. Most of it are the fourteen keys, not their chunks.
 */
final class SeriesLayout {
    /** Bytes of a chunk of a raw series. */
    static final int RAW_CHUNK = 512;
    /** Bytes of a chunk of a compaction, which gets a sample a minute or an hour. */
    static final int COMPACTION_CHUNK = 128;
    /** Maximum bytes that Redis needs for a sensor's keys. */
    static final int BYTES_A_SENSOR = 24_000;
    /** Maximum bytes that Redis needs for each scored sample after the first. */
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
     * @param chunk size in bytes
     * @param metric the label
     * @param rule of a compaction; null: a raw series
     */
    record Series(
            String key,
            int chunk,
            String sensor,
            String metric,
            @Nullable CommandArguments rule) {}

    /** All series of a sensor, each compaction after its source. */
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

    /** The command that creates the series; it fails if the key exists. */
    CommandArguments creation(Series series) {
        CommandArguments create = new CommandArguments(TimeSeriesCommand.CREATE)
                .key(series.key())
                .add("CHUNK_SIZE")
                .add(series.chunk());
        return settings(create, series);
    }

    /** The command that gives an existing series the settings of a new one. */
    CommandArguments alteration(Series series) {
        return settings(new CommandArguments(TimeSeriesCommand.ALTER).key(series.key()), series);
    }

    private CommandArguments settings(CommandArguments command, Series series) {
        return command.add("RETENTION")
                .add(retentionMs)
                .add("DUPLICATE_POLICY")
                .add("LAST")
                // Redis can be configured to ignore samples that equal the previous one.
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
