package io.vigia.e2e;

import static org.awaitility.Awaitility.await;

import io.vigia.testkit.KafkaBroker;
import io.vigia.testkit.Machine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The system as compose/ describes it, as a project of its own on free ports; closing it removes everything of it. */
final class ComposeProject implements AutoCloseable {
    static final String PREFIX = "vigia";

    private static final Path FILES =
            Path.of("..", "..", "compose").toAbsolutePath().normalize();
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    private final String name = "vigia-test-" + UUID.randomUUID().toString().substring(0, 8);
    private final int gatewayPort = Machine.freePort();
    private final List<Integer> kafkaPorts = List.of(Machine.freePort(), Machine.freePort(), Machine.freePort());
    private final Map<String, String> variables = new HashMap<>();
    private final List<String> compose = new ArrayList<>(List.of("compose", "-p", name));
    private final Path logs;

    /**
     * Starts it and waits until every container is healthy.
     *
     * @param settings of those that .env.example lists
     * @param overlays besides that without Grafana: names between {@code compose.} and {@code .yaml}
     */
    ComposeProject(Map<String, String> settings, String... overlays) {
        logs = newFolder();
        variables.put("VIGIA_PORT", Integer.toString(gatewayPort));
        variables.put("PROMETHEUS_PORT", Integer.toString(Machine.freePort()));
        variables.put("KAFKA_HOST_PORT", kafkaPorts.get(0).toString());
        variables.put("KAFKA_2_HOST_PORT", kafkaPorts.get(1).toString());
        variables.put("KAFKA_3_HOST_PORT", kafkaPorts.get(2).toString());
        variables.putAll(settings);
        Stream<String> files = Stream.of("", ".without-grafana");
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

    /**
     * A container whose program was killed.
     *
     * @param restarts those before that
     */
    record Crash(String container, int restarts) {}

    /** Calls through the gateway. */
    Calls calls() {
        return Calls.through(gatewayPort);
    }

    /** Kafka as programs on this machine see it; the caller's to close. */
    KafkaBroker kafka() {
        return kafka(1);
    }

    /** So many brokers of it. */
    KafkaBroker kafka(int brokers) {
        return KafkaBroker.at(kafkaPorts.stream()
                .limit(brokers)
                .map(port -> "localhost:" + port)
                .collect(Collectors.joining(",")));
    }

    /** The ids of a service's running containers. */
    List<String> containers(String service) {
        return compose(Stream.of("ps", "-q", service)).lines().toList();
    }

    /** Ends a service's first container at once; the engine leaves it so. Says which. */
    String kill(String service) {
        String container = containers(service).get(0);
        docker("kill", container);
        return container;
    }

    /** Starts a container that was killed; the others are left alone. */
    void restart(String container) {
        docker("start", container);
    }

    /**
     * Ends the program in a service's first container at once with SIGKILL, as a crash does; the engine starts it again,
     * as its restart policy says. The signal comes from a container that sees all processes of the engine's host.
     */
    Crash crash(String service) {
        String container = containers(service).get(0);
        int restarts = restarts(container);
        String process = inspect(container, "{{.State.Pid}}");
        docker(
                "run",
                "--rm",
                "--pid",
                "host",
                "--user",
                "0:0",
                "--network",
                "none",
                "--entrypoint",
                "bash",
                "vigia/tools",
                "-c",
                "kill -9 " + process);
        return new Crash(container, restarts);
    }

    /** Waits until the engine has started it again and it is healthy; says so. */
    String awaitRestarted(Crash crash) {
        await("the engine starts it again").atMost(PATIENCE).until(() -> restarts(crash.container) > crash.restarts);
        await("healthy again")
                .atMost(PATIENCE)
                .until(() ->
                        inspect(crash.container, "{{.State.Health.Status}}").equals("healthy"));
        return "restarted by the engine, healthy";
    }

    /** How often the engine has started it again. */
    int restarts(String container) {
        return Integer.parseInt(inspect(container, "{{.RestartCount}}"));
    }

    /** Takes a container off the network of its project. */
    void cutOff(String container) {
        docker("network", "disconnect", name + "_inside", container);
    }

    /** Puts it back, under the name of its service. */
    void reconnect(String container, String service) {
        docker("network", "connect", "--alias", service, name + "_inside", container);
    }

    void pause(String service) {
        compose(Stream.of("pause", service));
    }

    void unpause(String service) {
        compose(Stream.of("unpause", service));
    }

    /** Runs a service that is no part of the rest to its end, and returns what it prints. */
    String runOnce(String service) {
        return compose(Stream.of("run", "--rm", "-T", service));
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
        return DockerCli.run(arguments);
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
        return DockerCli.run(
                variables, Stream.concat(compose.stream(), arguments).toList());
    }

    private static Path newFolder() {
        try {
            return Files.createDirectories(Path.of("target", "containers"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
