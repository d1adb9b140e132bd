package io.vigia.store.redis;

import io.vigia.contract.InvalidEventException;
import io.vigia.contract.SensorId;
import io.vigia.contract.Verdict;
import io.vigia.kafka.KafkaSettings;
import io.vigia.settings.Variables;
import io.vigia.store.Aggregation;
import io.vigia.store.Bucket;
import io.vigia.store.Order;
import io.vigia.store.Sample;
import io.vigia.store.SeriesStore;
import io.vigia.store.StoreUnavailableException;
import io.vigia.store.StoreWrite;
import io.vigia.store.WriteResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.commands.ProtocolCommand;
import redis.clients.jedis.timeseries.TimeSeriesProtocol.TimeSeriesCommand;

/**
 * A store on Redis 7.4 or newer with RedisTimeSeries 1.12 or newer: one server, Sentinel or Cluster. It opens even if
 * Redis is unavailable; calls then throw {@link StoreUnavailableException} until it is available. Times up to
 * 2<sup>53</sup> are distinguished.
 */
public final class RedisSeriesStore implements SeriesStore {
    private static final Logger LOG = LoggerFactory.getLogger(RedisSeriesStore.class);

    private final RedisKeys keys;
    private final RedisCommands commands;
    private final RedisWriter writer;

    private RedisSeriesStore(RedisKeys keys, RedisCommands commands, RedisWriter writer) {
        this.keys = keys;
        this.commands = commands;
        this.writer = writer;
    }

    /**
     * Opens a store; connections are made when they are needed.
     *
     * @param prefix of every key
     */
    public static RedisSeriesStore open(RedisSettings settings, String prefix) {
        RedisKeys keys = new RedisKeys(prefix);
        RedisNodes nodes = new RedisNodes(new MasterLookup(settings));
        return new RedisSeriesStore(keys, new RedisCommands(settings, nodes), new RedisWriter(keys, settings, nodes));
    }

    /**
     * Opens the store that the variables name; connections are made when they are needed.
     *
     * @throws io.vigia.settings.InvalidSettingException if a setting is invalid
     */
    public static RedisSeriesStore open(Variables variables) {
        String prefix = KafkaSettings.TOPIC_PREFIX.from(variables);
        return open(RedisSettings.from(variables), prefix);
    }

    @Override
    public WriteResult write(List<StoreWrite> writes) {
        return writer.write(writes);
    }

    @Override
    public List<Sample> range(String sensor, long from, long to, int limit, Order order) {
        if (nothingIn(sensor, from, to, limit)) {
            return List.of();
        }
        ProtocolCommand command = order == Order.OLDEST_FIRST ? TimeSeriesCommand.RANGE : TimeSeriesCommand.REVRANGE;
        // Every verdict has a value, so the first N samples of each series reach at least as far as the first N values.
        List<CommandArguments> questions = Arrays.stream(Metric.values())
                .map(metric -> series(command, sensor, metric, from, to, limit))
                .toList();
        return new SampleMerge(commands.ask(keys.series(sensor, Metric.VALUE), questions)).samples(order);
    }

    @Override
    public List<Bucket> aggregate(
            String sensor, long from, long to, Aggregation aggregation, long bucketMs, int limit) {
        if (bucketMs < 1) {
            throw new IllegalArgumentException("bucketMs is " + bucketMs + "; must be at least 1");
        }
        if (nothingIn(sensor, from, to, limit)) {
            return List.of();
        }
        String word = aggregation.name().toLowerCase(Locale.ROOT);
        List<Object> answers = commands.ask(
                keys.series(sensor, Metric.VALUE),
                List.of(
                        buckets(series(TimeSeriesCommand.RANGE, sensor, Metric.VALUE, from, to, limit), word, bucketMs),
                        buckets(
                                series(TimeSeriesCommand.RANGE, sensor, Metric.ANOMALY, from, to, limit),
                                "max",
                                bucketMs)));
        SampleMerge.Points values = SampleMerge.Points.of(answers.get(0));
        SampleMerge.Points anomalies = SampleMerge.Points.of(answers.get(1));
        List<Bucket> buckets = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            long ts = values.timeAt(i);
            buckets.add(new Bucket(ts, values.numberAt(i), anomalies.take(ts, true) == 1));
        }
        return buckets;
    }

    @Override
    public List<Verdict> anomalies(String sensor, long from, long to, int limit, Order order) {
        if (nothingIn(sensor, from, to, limit)) {
            return List.of();
        }
        String key = keys.anomalies(sensor);
        boolean ascending = order == Order.OLDEST_FIRST;
        List<Verdict> found = new ArrayList<>();
        int seen = 0;
        boolean more = true;
        // One round, unless foreign members were filtered out: a short page would be taken for the last one.
        while (more && found.size() < limit) {
            int wanted = limit - found.size();
            CommandArguments question = new CommandArguments(
                            ascending ? Protocol.Command.ZRANGEBYSCORE : Protocol.Command.ZREVRANGEBYSCORE)
                    .key(key)
                    .add(ascending ? from : to)
                    .add(ascending ? to : from)
                    .add("LIMIT")
                    .add(seen)
                    .add(wanted);
            List<byte[]> members = members(key, question);
            members.forEach(member -> read(key, member, found));
            seen += members.size();
            more = members.size() == wanted;
        }
        return found;
    }

    private static void read(String key, byte[] member, List<Verdict> found) {
        try {
            found.add(AnomalyScripts.read(member));
        } catch (InvalidEventException foreign) {
            LOG.warn("Skipped a member of {} that is not an anomaly: {}", key, foreign.getMessage());
        }
    }

    @Override
    public List<String> sensors(@Nullable String after, int limit) {
        if (limit < 1) {
            return List.of();
        }
        CommandArguments question = new CommandArguments(Protocol.Command.ZRANGEBYLEX)
                .key(keys.sensors())
                .add(after == null ? "-" : "(" + after)
                .add("+")
                .add("LIMIT")
                .add(0)
                .add(limit);
        return members(keys.sensors(), question).stream()
                .map(member -> new String(member, StandardCharsets.UTF_8))
                .toList();
    }

    /**
     * Deletes every key with this store's prefix. For a store that is no longer written to, such as a replay's. The Redis user
     * needs permission for {@code SCAN} in addition.
     *
     * @throws StoreUnavailableException if Redis is unavailable; some keys may be deleted
     */
    public void drop() {
        commands.delete(keys.all());
    }

    @Override
    public long visit() {
        CommandArguments question = new CommandArguments(Protocol.Command.INCR).key(keys.visits());
        return (Long) commands.once(keys.visits(), question);
    }

    @Override
    public boolean durable() {
        return true;
    }

    @Override
    public boolean available() {
        return commands.answers();
    }

    @Override
    public void close() {
        writer.close();
        commands.close();
    }

    /** An invalid id could name keys in several slots. */
    private static boolean nothingIn(String sensor, long from, long to, int limit) {
        return from > to || to < 0 || limit < 1 || !SensorId.isValid(sensor);
    }

    private List<byte[]> members(String key, CommandArguments question) {
        List<?> members = (List<?>) commands.ask(key, List.of(question)).get(0);
        return members.stream().map(byte[].class::cast).toList();
    }

    private CommandArguments series(
            ProtocolCommand command, String sensor, Metric metric, long from, long to, int limit) {
        return new CommandArguments(command)
                .key(keys.series(sensor, metric))
                .add(Math.max(0, from))
                .add(to)
                .add("COUNT")
                .add(limit);
    }

    private static CommandArguments buckets(CommandArguments range, String aggregation, long bucketMs) {
        return range.add("ALIGN").add(0).add("AGGREGATION").add(aggregation).add(bucketMs);
    }
}
