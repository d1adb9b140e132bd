package io.vigia.cli.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.timeseries.TimeSeriesProtocol.TimeSeriesCommand;

/** A connection to Redis that sends prepared commands and only counts the replies: the minimum work of a client. */
final class BareRedis implements AutoCloseable {
    private static final List<String> METRICS = List.of("value", "prediction", "lower", "upper", "score", "anomaly");
    /** Samples in one TS.MADD, about as many as the store sends in one. */
    private static final int SAMPLES = 600;
    /** Commands in flight. */
    private static final int PIPELINED = 20;

    private static final int TIMEOUT_MS = 60_000;

    private final Connection connection;

    /** @throws redis.clients.jedis.exceptions.JedisException if Redis is unavailable */
    BareRedis(String host, int port) {
        connection = new Connection(
                new HostAndPort(host, port),
                DefaultJedisClientConfig.builder().timeoutMillis(TIMEOUT_MS).build());
    }

    /** @throws JedisDataException if Redis has no RedisTimeSeries */
    void checkTimeSeries() {
        exchange(List.of(new CommandArguments(TimeSeriesCommand.QUERYINDEX).add("sensor=none")));
    }

    /** Adds the samples {@code from} to {@code to}, exclusive, to all series of all sensors; the series exist. */
    Rate add(String prefix, int sensors, int from, int to) {
        List<CommandArguments> commands = commands(prefix, sensors, from, to);
        Rate.Start start = Rate.start();
        for (int i = 0; i < commands.size(); i += PIPELINED) {
            exchange(commands.subList(i, Math.min(commands.size(), i + PIPELINED)));
        }
        return start.rate((long) METRICS.size() * sensors * (to - from));
    }

    /** Prepared, so that little more than the round trip to Redis is measured. */
    private static List<CommandArguments> commands(String prefix, int sensors, int from, int to) {
        List<CommandArguments> commands = new ArrayList<>();
        int perCommand = SAMPLES / METRICS.size();
        for (int place = from; place < to; place++) {
            for (int sensor = 0; sensor < sensors; sensor += perCommand) {
                commands.add(command(prefix, sensor, Math.min(sensors, sensor + perCommand), place));
            }
        }
        return commands;
    }

    private static CommandArguments command(String prefix, int from, int to, int place) {
        CommandArguments command = new CommandArguments(TimeSeriesCommand.MADD);
        for (int sensor = from; sensor < to; sensor++) {
            for (String metric : METRICS) {
                String number = metric.equals("anomaly") ? "0" : Double.toString(Series.value(sensor, place));
                command.add(bytes(prefix + ":{" + Series.sensor(sensor) + "}:" + metric))
                        .add(bytes(Long.toString(Series.ts(place))))
                        .add(bytes(number));
            }
        }
        return command;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Deletes the keys of a run. */
    void flush(String prefix) {
        String script =
                "local left = redis.call('KEYS', ARGV[1]) for _, key in ipairs(left) do redis.call('DEL', key) end";
        exchange(List.of(
                new CommandArguments(Protocol.Command.EVAL).add(script).add(0).add(prefix + ":*")));
    }

    private void exchange(List<CommandArguments> commands) {
        commands.forEach(connection::sendCommand);
        for (Object reply : connection.getMany(commands.size())) {
            check(reply);
        }
    }

    private static void check(Object reply) {
        if (reply instanceof JedisDataException refused) {
            throw refused;
        }
        if (reply instanceof List<?> members) {
            members.forEach(BareRedis::check);
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
