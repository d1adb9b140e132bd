package io.vigia.e2e;

import io.vigia.testkit.KafkaBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The system as compose/ describes it, as a project of its own on free ports; closing it removes everything of it. */
final class ComposeProject implements AutoCloseable {
    static final String PREFIX = "vigia";

    private static final Path FILES = Path.of("..", "compose").toAbsolutePath().normalize();
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    private final String name = "vigia-test-" + UUID.randomUUID().toString().substring(0, 8);
    private final int gatewayPort = freePort();
    private final int kafkaPort = freePort();
    private final int prometheusPort = freePort();
    private final List<String> compose = new ArrayList<>(List.of("docker", "compose", "-p", name));
    private final Path logs;

    /**
     * Starts it and waits until every container is healthy.
     *
     * @param overlays names between {@code compose.} and {@code .yaml}
     */
    ComposeProject(String... overlays) {
        logs = newFolder();
        Stream<String> files = Stream.of("", ".ports", ".without-grafana");
        Stream.concat(files, Arrays.stream(overlays).map(overlay -> "." + overlay))
                .forEach(file -> compose.addAll(
                        List.of("-f", FILES.resolve("compose" + file + ".yaml").toString())));
        try {
            heal();
        } catch (AssertionError failed) {
            close();
            throw failed;
        }
    }

    /** Starts what does not run and waits until every container is healthy. */
    void heal(String... options) {
        compose(Stream.concat(Stream.of("up", "-d", "--wait", "--quiet-pull"), Arrays.stream(options)));
    }

    /** Calls through the gateway. */
    Calls calls() {
        return Calls.through(gatewayPort);
    }

    /** Kafka as programs on this machine see it; the caller's to close. */
    KafkaBroker kafka() {
        return KafkaBroker.at("localhost:" + kafkaPort);
    }

    /** The ids of a service's running containers. */
    List<String> containers(String service) {
        return compose(Stream.of("ps", "-q", service)).lines().toList();
    }

    /** Ends one container of a service at once, as a crash does, and says which. */
    String kill(String service) {
        String container = containers(service).get(0);
        docker("kill", container);
        return container;
    }

    void pause(String service) {
        compose(Stream.of("pause", service));
    }

    void unpause(String service) {
        compose(Stream.of("unpause", service));
    }

    /** What a command in a service's first container prints. */
    String exec(String service, String... command) {
        return compose(Stream.concat(Stream.of("exec", "-T", service), Arrays.stream(command)));
    }

    /** What Docker says of a container: {@code docker inspect --format}. */
    String inspect(String container, String format) {
        return docker("inspect", "--format", format, container).strip();
    }

    String docker(String... arguments) {
        return run(Stream.concat(Stream.of("docker"), Arrays.stream(arguments)).toList());
    }

    @Override
    public void close() {
        try {
            Files.writeString(logs.resolve(name + ".log"), compose(Stream.of("logs", "--no-color", "--timestamps")));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            compose(Stream.of("down", "--volumes", "--timeout", "5"));
        }
    }

    private String compose(Stream<String> arguments) {
        return run(Stream.concat(compose.stream(), arguments).toList());
    }

    private String run(List<String> command) {
        try {
            Path output = Files.createTempFile(logs, "command", ".log");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment()
                    .putAll(Map.of(
                            "VIGIA_PORT", Integer.toString(gatewayPort),
                            "KAFKA_HOST_PORT", Integer.toString(kafkaPort),
                            "PROMETHEUS_PORT", Integer.toString(prometheusPort)));
            Process process = builder.start();
            boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            String text = Files.readString(output, StandardCharsets.UTF_8);
            Files.delete(output);
            if (!ended || process.exitValue() != 0) {
                throw new AssertionError(String.join(" ", command) + (ended ? " failed: " : " did not end: ") + text);
            }
            return text;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Path newFolder() {
        try {
            return Files.createDirectories(Path.of("target", "containers"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
