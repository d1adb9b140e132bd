package io.vigia.cli.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A connection to Redis that sends prepared commands and only counts the replies: the minimum work of a client. */
final class BareRedis implements AutoCloseable {
    private static final List<String> METRICS = List.of("value", "prediction", "lower", "upper", "score", "anomaly");
    /** Samples in one TS.MADD, about as many as the store sends in one. */
    private static final int SAMPLES = 600;
    /** Commands in flight. */
    private static final int PIPELINED = 20;

    private final Socket socket;
    private final InputStream in;

    BareRedis(String host, int port) throws IOException {
        socket = new Socket(host, port);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    }

    /** @throws IllegalStateException if Redis has no RedisTimeSeries */
    void checkTimeSeries() throws IOException {
        exchange(array("TS.QUERYINDEX", "sensor=none"), 1);
    }

    /** Adds the samples {@code from} to {@code to}, exclusive, to all series of all sensors; the series exist. */
    Rate add(String prefix, int sensors, int from, int to) throws IOException {
        List<byte[]> pipelines = pipelines(prefix, sensors, from, to);
        Rate.Start start = Rate.start();
        for (int i = 0; i < pipelines.size(); i++) {
            exchange(pipelines.get(i), PIPELINED);
        }
        return start.rate((long) METRICS.size() * sensors * (to - from));
    }

    /** Prepared, so that only the round trip to Redis is measured. */
    private static List<byte[]> pipelines(String prefix, int sensors, int from, int to) {
        List<byte[]> pipelines = new ArrayList<>();
        List<byte[]> commands = new ArrayList<>();
        int perCommand = SAMPLES / METRICS.size();
        for (int place = from; place < to; place++) {
            for (int sensor = 0; sensor < sensors; sensor += perCommand) {
                commands.add(command(prefix, sensor, Math.min(sensors, sensor + perCommand), place));
                if (commands.size() == PIPELINED) {
                    pipelines.add(joined(commands));
                    commands.clear();
                }
            }
        }
        while (!commands.isEmpty() && commands.size() < PIPELINED) {
            commands.add(array("PING"));
        }
        if (!commands.isEmpty()) {
            pipelines.add(joined(commands));
        }
        return pipelines;
    }

    private static byte[] joined(List<byte[]> commands) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        commands.forEach(joined::writeBytes);
        return joined.toByteArray();
    }

    /** Deletes the keys of a run. */
    void flush(String prefix) throws IOException {
        String script =
                "local left = redis.call('KEYS', ARGV[1]) for _, key in ipairs(left) do redis.call('DEL', key) end";
        exchange(array("EVAL", script, "0", prefix + ":*"), 1);
    }

    private static byte[] command(String prefix, int from, int to, int place) {
        ByteArrayOutputStream command = new ByteArrayOutputStream();
        int parts = 1 + (to - from) * METRICS.size() * 3;
        command.writeBytes(("*" + parts + "\r\n$7\r\nTS.MADD\r\n").getBytes(StandardCharsets.US_ASCII));
        for (int sensor = from; sensor < to; sensor++) {
            for (String metric : METRICS) {
                String number = metric.equals("anomaly") ? "0" : Double.toString(Series.value(sensor, place));
                command.writeBytes(bulk(prefix + ":{" + Series.sensor(sensor) + "}:" + metric));
                command.writeBytes(bulk(Long.toString(Series.ts(place))));
                command.writeBytes(bulk(number));
            }
        }
        return command.toByteArray();
    }

    private static byte[] array(String... parts) {
        ByteArrayOutputStream command = new ByteArrayOutputStream();
        command.writeBytes(("*" + parts.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
        for (String part : parts) {
            command.writeBytes(bulk(part));
        }
        return command.toByteArray();
    }

    private static byte[] bulk(String part) {
        return ("$" + part.length() + "\r\n" + part + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private void exchange(byte[] commands, int answers) throws IOException {
        socket.getOutputStream().write(commands);
        for (int i = 0; i < answers; i++) {
            answer();
        }
    }

    private void answer() throws IOException {
        String line = line();
        if (line.startsWith("-")) {
            throw new IllegalStateException("Redis answers: " + line);
        }
        int members = line.startsWith("*") ? Integer.parseInt(line.substring(1)) : 0;
        for (int i = 0; i < members; i++) {
            answer();
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(24);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("Redis closed the connection");
            }
            line.append((char) c);
        }
        return line.substring(0, line.length() - 1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
