package io.vigia.store.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.timeseries.TimeSeriesProtocol.TimeSeriesCommand;

/**
 * Maintains the list of sensors. It is one key, which may be deleted or evicted while the series remain. So every batch lists its
 * sensors, and the list is rebuilt from the series as soon as some turn out to be missing.
 */
final class SensorList {
    private static final Logger LOG = LoggerFactory.getLogger(SensorList.class);
    private static final int MOST_AT_ONCE = 1_000;
    private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();

    private final RedisKeys keys;
    private final AtomicLong added = new AtomicLong();
    private final AtomicBoolean forbidden = new AtomicBoolean();
    private long said = System.nanoTime() - QUIET_NANOS;

    SensorList(RedisKeys keys) {
        this.keys = keys;
    }

    /** Adds sensors to the list, as part of a batch. */
    void add(Collection<String> sensors, PipelinedBatch exchange) {
        added.set(0);
        if (!sensors.isEmpty()) {
            exchange.add(keys.sensors(), addition(sensors), answer -> {
                if (answer instanceof Long count) {
                    added.addAndGet(count);
                } else {
                    say(answer);
                }
            });
        }
    }

    /** Removes a sensor from the list. */
    void remove(String sensor, PipelinedBatch exchange) {
        exchange.add(keys.sensors(), removal(List.of(sensor)), this::say);
    }

    /**
     * Whether the last {@link #add} listed sensors that should have been there.
     *
     * @param created number of them that had no series
     */
    boolean lackedSome(int created) {
        return added.get() > created;
    }

    /**
     * Lists every sensor that has a series.
     *
     * @param known the sensors to list if the series cannot be queried
     * @param exchanges creates a new batch
     */
    void restore(RedisTopology masters, Collection<String> known, Supplier<PipelinedBatch> exchanges) {
        forbidden.set(false);
        Set<String> found = withSeries(masters, exchanges);
        Collection<String> sensors = forbidden.get() ? known : found;
        listed(sensors, exchanges, true);
        if (!forbidden.get()) {
            // Another sink may have deleted one in the meantime.
            Set<String> gone = new HashSet<>(found);
            gone.removeAll(withSeries(masters, exchanges));
            listed(gone, exchanges, false);
        }
        LOG.warn("Rebuilt the incomplete list of sensors in {}: {} sensor(s)", keys.sensors(), sensors.size());
    }

    private Set<String> withSeries(RedisTopology masters, Supplier<PipelinedBatch> exchanges) {
        Set<String> sensors = new TreeSet<>();
        PipelinedBatch exchange = exchanges.get();
        for (HostAndPort node : masters.nodes()) {
            CommandArguments question =
                    new CommandArguments(TimeSeriesCommand.QUERYINDEX).add("metric=" + Metric.VALUE.label());
            exchange.addDispensable(node, question, answer -> take(answer, sensors));
        }
        exchange.run();
        return sensors;
    }

    private void take(Object answer, Set<String> sensors) {
        if (!(answer instanceof List<?> found)) {
            forbidden.set(true);
            LOG.warn(
                    "Redis does not list its series, so only sensors seen since startup are listed: {}",
                    RedisReply.words(answer));
            return;
        }
        for (Object key : found) {
            String sensor = keys.sensorOfValues(new String((byte[]) key, StandardCharsets.UTF_8));
            if (sensor != null) {
                sensors.add(sensor);
            }
        }
    }

    private void listed(Collection<String> sensors, Supplier<PipelinedBatch> exchanges, boolean yes) {
        List<String> all = new ArrayList<>(sensors);
        for (int from = 0; from < all.size(); from += MOST_AT_ONCE) {
            List<String> part = all.subList(from, Math.min(all.size(), from + MOST_AT_ONCE));
            PipelinedBatch exchange = exchanges.get();
            exchange.add(keys.sensors(), yes ? addition(part) : removal(part), this::say);
            exchange.run();
        }
    }

    private CommandArguments addition(Collection<String> sensors) {
        CommandArguments list = new CommandArguments(Protocol.Command.ZADD).key(keys.sensors());
        sensors.forEach(sensor -> list.add(0).add(sensor));
        return list;
    }

    private CommandArguments removal(Collection<String> sensors) {
        CommandArguments unlist = new CommandArguments(Protocol.Command.ZREM).key(keys.sensors());
        sensors.forEach(unlist::add);
        return unlist;
    }

    /** An error is about the key itself, for example its type; samples are written nevertheless. */
    private void say(Object answer) {
        if (answer instanceof Exception && System.nanoTime() - said >= QUIET_NANOS) {
            said = System.nanoTime();
            LOG.error(
                    "The key {} must be a sorted set with the list of sensors; Redis answers: {}. Values are stored, but"
                            + " sensors cannot be listed. Rename or delete the key; the list is then rebuilt",
                    keys.sensors(),
                    RedisReply.words(answer));
        }
    }
}
