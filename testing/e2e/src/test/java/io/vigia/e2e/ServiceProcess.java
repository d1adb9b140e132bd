package io.vigia.e2e;

import static org.awaitility.Awaitility.await;

import io.vigia.testkit.Machine;
import io.vigia.testkit.QuickRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One service in a process of its own, on free ports that it keeps, as {@code ./vigia ingest-api} and its like start it. */
final class ServiceProcess implements AutoCloseable {
    /** A JVM for a short life beside many others. */
    static final List<String> JAVA = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx512m");

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String service;
    private final Map<String, String> variables;
    private final Path folder;
    private Path jar;
    private Process process;
    private Path log;
    private int starts;
    // Not 0: while it is down between a kill and a start, an outgoing connection could take the port that it had.
    private final int port = Machine.freePort();
    private final int managementPort = Machine.freePort();

    /**
     * Starts it and returns at once.
     *
     * @param folder for its log and data
     */
    ServiceProcess(String service, Map<String, String> variables, Path folder) {
        this(service, variables, folder, vigiaJar());
    }

    /**
     * Starts it in another version and returns at once.
     *
     * @param folder for its log and data
     * @param jar of that version; its libraries lie beside it
     */
    ServiceProcess(String service, Map<String, String> variables, Path folder, Path jar) {
        this.service = service;
        this.variables = variables;
        this.folder = folder;
        this.jar = jar;
        start();
    }

    /** Stops it and starts it in the version that was built now, with its data, on the same ports; returns when it is ready. */
    void update() {
        stop();
        jar = vigiaJar();
        start();
        awaitReady();
    }

    /** Starts it again after {@link #kill} or {@link #stop}, with its data, on the same ports. */
    void start() {
        QuickRun.leavesOut("a service");
        log = folder.resolve(service + "-" + ++starts + ".log");
        List<String> command = new ArrayList<>(JAVA);
        if (jar.equals(vigiaJar())) {
            command.addAll(ClassArchive.options(jar));
        }
        command.addAll(List.of("-jar", jar.toString(), service));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(variables);
        builder.environment().put("PORT", Integer.toString(port));
        builder.environment().put("MANAGEMENT_PORT", Integer.toString(managementPort));
        builder.environment().put("VIGIA_DATA", folder.resolve(service).toString());
        builder.environment().put("LOG_FORMAT", "plain");
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        try {
            process = builder.start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    ServiceProcess awaitReady() {
        await(service + " ready")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new AssertionError(service + " ended with " + process.exitValue() + ":\n" + log());
                    }
                    return ready();
                });
        return this;
    }

    boolean running() {
        return process.isAlive();
    }

    boolean ready() {
        try {
            return get(managementPort, "/health/ready").statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    String metrics() throws IOException {
        return get(managementPort, "/metrics").body();
    }

    String health() throws IOException {
        return get(managementPort, "/health/ready").body();
    }

    int port() {
        return port;
    }

    int managementPort() {
        return managementPort;
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Ends it as {@code kill -9} does. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Ends it as a container's stop does, and answers its exit code. */
    int stop() {
        process.destroy();
        return awaitEnd();
    }

    /** Waits for its own end, and answers its exit code. */
    int awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError(service + " does not end:\n" + log());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }

    private static HttpResponse<String> get(int port, String path) throws IOException {
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                            .timeout(Duration.ofSeconds(60))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    /** What Maven built; its dependencies lie beside it. */
    private static Path vigiaJar() {
        return Path.of(System.getProperty("vigia.jar"));
    }
}
