package io.vigia.store;

import java.util.ArrayList;
import java.util.List;
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

    /** In order; those that exist already answer an error that means nothing. */
    List<CommandArguments> creation(String sensor) {
        List<CommandArguments> commands = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            String raw = keys.series(sensor, metric);
            commands.add(create(raw, RAW_CHUNK, sensor, metric.label()));
            for (Metric.Bucketing bucketing : Metric.BUCKETINGS) {
                for (String aggregation : metric.compactions()) {
                    String compacted = keys.compaction(sensor, metric, aggregation, bucketing);
                    String label = RedisKeys.compactionLabel(metric, aggregation, bucketing);
                    commands.add(create(compacted, COMPACTION_CHUNK, sensor, label));
                    commands.add(rule(raw, compacted, aggregation, bucketing));
                }
            }
        }
        return commands;
    }

    private CommandArguments create(String key, int chunk, String sensor, String metric) {
        return new CommandArguments(TimeSeriesCommand.CREATE)
                .key(key)
                .add("RETENTION")
                .add(retentionMs)
                .add("CHUNK_SIZE")
                .add(chunk)
                .add("DUPLICATE_POLICY")
                .add("LAST")
                .add("LABELS")
                .add("sensor")
                .add(sensor)
                .add("metric")
                .add(metric);
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
