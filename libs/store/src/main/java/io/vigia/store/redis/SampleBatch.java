package io.vigia.store.redis;

import io.vigia.contract.Score;
import io.vigia.store.StoreWrite;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.timeseries.TimeSeriesProtocol.TimeSeriesCommand;

/** Packs samples into TS.MADD commands, as few as slots and a maximum length allow. */
final class SampleBatch {
    /** Maximum number of key, time and value triples in a command, because Redis serves no other client during a command. */
    static final int LONGEST = 600;

    private final RedisKeys keys;
    private final RedisTopology masters;
    private final PipelinedBatch exchange;
    private final WriteOutcome outcome;
    private final Map<Integer, Command> commands = new HashMap<>();
    private final Map<String, SensorKeys> encoded = new HashMap<>();

    SampleBatch(RedisKeys keys, RedisTopology masters, PipelinedBatch exchange, WriteOutcome outcome) {
        this.keys = keys;
        this.masters = masters;
        this.exchange = exchange;
        this.outcome = outcome;
    }

    /** A sensor's keys, built once for all its samples in a batch. */
    private record SensorKeys(byte[][] byMetric, int group) {
        static SensorKeys of(String sensor, RedisKeys keys, RedisTopology masters) {
            byte[][] byMetric = new byte[Metric.values().length][];
            for (Metric metric : Metric.values()) {
                byMetric[metric.ordinal()] = keys.series(sensor, metric).getBytes(StandardCharsets.UTF_8);
            }
            return new SensorKeys(byMetric, masters.groupOf(keys.series(sensor, Metric.VALUE)));
        }
    }

    private static final class Command {
        final String anyKey;
        final CommandArguments arguments = new CommandArguments(TimeSeriesCommand.MADD);
        final List<StoreWrite.Scored> owners = new ArrayList<>();

        Command(String anyKey) {
            this.anyKey = anyKey;
        }
    }

    void add(StoreWrite.Scored write) {
        Score score = write.score();
        SensorKeys sensor = encoded.computeIfAbsent(score.sensor(), unseen -> SensorKeys.of(unseen, keys, masters));
        Command command = commandOf(sensor.group(), write.sensor());
        byte[] ts = Protocol.toByteArray(score.ts());
        put(command, sensor, Metric.VALUE, write, ts, score.value());
        if (score.status().judged()) {
            put(command, sensor, Metric.PREDICTION, write, ts, score.prediction());
            put(command, sensor, Metric.LOWER, write, ts, score.lower());
            put(command, sensor, Metric.UPPER, write, ts, score.upper());
            put(command, sensor, Metric.SCORE, write, ts, score.score());
            put(command, sensor, Metric.ANOMALY, write, ts, score.anomaly() ? 1 : 0);
        }
    }

    /** Adds the packed commands to the batch. */
    void finish() {
        commands.values().forEach(this::finish);
        commands.clear();
    }

    private Command commandOf(int group, String sensor) {
        Command command = commands.get(group);
        if (command != null && command.owners.size() > LONGEST - Metric.values().length) {
            finish(command);
            command = null;
        }
        if (command == null) {
            command = new Command(keys.series(sensor, Metric.VALUE));
            commands.put(group, command);
        }
        return command;
    }

    private void finish(Command command) {
        exchange.add(command.anyKey, command.arguments, answer -> outcome.of(command.owners, answer));
    }

    private static void put(
            Command command, SensorKeys sensor, Metric metric, StoreWrite.Scored write, byte[] ts, double number) {
        if (Double.isFinite(number)) {
            command.arguments.key(sensor.byMetric()[metric.ordinal()]).add(ts).add(number);
            command.owners.add(write);
        }
    }
}
