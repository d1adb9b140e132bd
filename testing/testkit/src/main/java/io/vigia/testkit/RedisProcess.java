package io.vigia.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/** One {@code redis-server} of our own, in a folder of its own; it ends with this JVM. */
final class RedisProcess implements RedisServer {
    private static final int ATTEMPTS = 3;
    private static final String CONFIGURATION = "redis.conf";
    private static final String HOST = "127.0.0.1";

    private final RedisBinaries binaries;
    private final Path folder;
    private final int port;
    private final List<String> options;
    private final Thread endWithUs = new Thread(this::kill);
    private Process process;

    private RedisProcess(RedisBinaries binaries, Path folder, int port, List<String> options) throws IOException {
        this.binaries = binaries;
        this.folder = folder;
        this.port = port;
        this.options = options;
        this.process = launch();
        Runtime.getRuntime().addShutdownHook(endWithUs);
    }

    /** A server with RedisTimeSeries. */
    static RedisProcess start(RedisBinaries binaries, String... options) {
        List<String> all =
                new ArrayList<>(List.of("--loadmodule", binaries.timeSeries().toString()));
        all.addAll(List.of("--save", "", "--enable-debug-command", "yes"));
        all.addAll(List.of(options));
        return startOnFreePort(binaries, "", all);
    }

    /** A sentinel; {@code configuration} is the content of its file, which it wants and rewrites. */
    static RedisProcess startSentinel(RedisBinaries binaries, String configuration) {
        return startOnFreePort(binaries, configuration, List.of("--sentinel"));
    }

    private static RedisProcess startOnFreePort(RedisBinaries binaries, String configuration, List<String> options) {
        for (int attempt = 1; ; attempt++) {
            RedisProcess server = onFreePort(binaries, configuration, options);
            try {
                server.awaitReady();
                return server;
            } catch (IllegalStateException ended) {
                // Somebody else may have taken the port between our look and the server's bind.
                server.close();
                if (attempt == ATTEMPTS) {
                    throw ended;
                }
            }
        }
    }

    private static RedisProcess onFreePort(RedisBinaries binaries, String configuration, List<String> options) {
        try {
            Path folder = TemporaryFolders.create("vigia-redis-");
            Files.writeString(folder.resolve(CONFIGURATION), configuration);
            return new RedisProcess(binaries, folder, Machine.freePort(), options);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public String host() {
        return HOST;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void pause() {
        Signal.STOP.to(process);
    }

    @Override
    public void resume() {
        Signal.CONT.to(process);
    }

    @Override
    public void kill() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void restart() {
        try {
            process = launch();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        awaitReady();
    }

    @Override
    public void close() {
        kill();
        try {
            Runtime.getRuntime().removeShutdownHook(endWithUs);
        } catch (IllegalStateException ending) {
            // The hook is running: there is nothing left to take off.
        }
        TemporaryFolders.delete(folder);
    }

    private Process launch() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                binaries.server().toString(), folder.resolve(CONFIGURATION).toString()));
        command.addAll(options);
        command.addAll(List.of("--port", Integer.toString(port), "--dir", folder.toString()));
        command.addAll(List.of("--bind", HOST, "--protected-mode", "no"));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        Map<String, String> environment = builder.environment();
        environment.put("LD_LIBRARY_PATH", binaries.home().toString());
        return builder.start();
    }

    private void awaitReady() {
        Awaitility.await()
                .pollDelay(Duration.ofMillis(10))
                .pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofMinutes(5))
                .until(this::ready);
    }

    private boolean ready() throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException("redis-server ended at its start:\n" + Files.readString(log()));
        }
        try (Jedis jedis = connect()) {
            return "PONG".equals(jedis.ping());
        } catch (JedisConnectionException | JedisDataException notYet) {
            return false;
        }
    }

    private Path log() {
        return folder.resolve("redis.log");
    }
}
