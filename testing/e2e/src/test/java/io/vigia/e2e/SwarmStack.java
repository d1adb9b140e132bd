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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The system as swarm/ describes it, as a stack of its own on free ports, with secrets of its own; closing it removes everything
 * of it, and the engine leaves the Swarm if it joined one for this.
 */
final class SwarmStack implements AutoCloseable {
    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
    private static final String IN_MACHINE = "/source";
    private static final Path TEST_OVERLAY =
            ROOT.resolve(Path.of("testing", "e2e", "src", "test", "resources", "stack.test.yaml"));
    private static final Duration PATIENCE = Duration.ofMinutes(12);
    private static final List<String> SECRETS = List.of(
            "API_KEYS",
            "REDIS_ACL",
            "REDIS_PASSWORD",
            "REDIS_MEMBER_PASSWORD",
            "REDIS_GRAFANA_PASSWORD",
            "GRAFANA_ADMIN_PASSWORD");

    private final String name = "vigia-test-" + UUID.randomUUID().toString().substring(0, 8);
    private final CallerKey key = CallerKey.random();
    private final int gatewayPort = Machine.freePort();
    private final int kafkaPort = Machine.freePort();
    private final Map<String, String> variables = new HashMap<>();
    private final Path logs;
    private final boolean joined;

    /** Starts it with the overlay for kernels without IPVS and that of the tests, and waits until every replica is healthy. */
    SwarmStack() {
        try {
            logs = Files.createDirectories(Path.of("target", "containers").toAbsolutePath());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        variables.put("STACK", name);
        variables.put("SECRETS", name);
        // The images are this machine's.
        variables.put("RESOLVE_IMAGE", "never");
        variables.put("VIGIA_PORT", Integer.toString(gatewayPort));
        variables.put("KAFKA_HOST_PORT", Integer.toString(kafkaPort));
        SECRETS.forEach(secret -> variables.put(secret, secretName(secret)));
        variables.put("GRAFANA_REPLICAS", "0");
        variables.put("VISUALIZER_REPLICAS", "0");
        joined = docker("info", "--format", "{{.Swarm.LocalNodeState}}").equals("inactive");
        try {
            startAsCloudMachine();
        } catch (AssertionError | RuntimeException failed) {
            try {
                close();
            } catch (AssertionError | RuntimeException also) {
                failed.addSuppressed(also);
            }
            throw failed;
        }
    }

    /** The start script of a VM in a fresh Debian, whose engine is that of its host. */
    private void startAsCloudMachine() {
        Map<String, String> settings = new HashMap<>(variables);
        settings.put("VIGIA_SOURCE", IN_MACHINE);
        settings.put("VIGIA_KEYS_FILE", "/keys");
        settings.put("VIGIA_ADVERTISE", "127.0.0.1");
        settings.put("VIGIA_OVERLAYS", "dnsrr " + IN_MACHINE + "/" + ROOT.relativize(TEST_OVERLAY));
        List<String> command = new ArrayList<>(List.of("run", "--rm", "--network", "host"));
        settings.forEach((setting, value) -> command.addAll(List.of("--env", setting + "=" + value)));
        command.addAll(List.of("--volume", socket() + ":/var/run/docker.sock"));
        command.addAll(List.of("--volume", ROOT + ":" + IN_MACHINE + ":ro"));
        command.addAll(List.of("--volume", key.writeTo(logs.resolve(name + ".keys")) + ":/keys:ro"));
        command.addAll(List.of(debian(), "bash", IN_MACHINE + "/swarm/user-data.sh"));
        System.out.println(docker(command.toArray(String[]::new)));
        System.out.println("Not tried in that Debian: starting an engine by systemd, and pulling images.");
    }

    private static String socket() {
        return Optional.ofNullable(System.getenv("DOCKER_HOST"))
                .filter(host -> host.startsWith("unix://"))
                .map(host -> host.substring("unix://".length()))
                .orElse("/var/run/docker.sock");
    }

    /** The one that debootstrap made for the stand-ins, where there are some. */
    private String debian() {
        return docker("image", "ls", "--quiet", "vigia-stand-in/debian").isEmpty()
                ? "debian:bookworm-slim"
                : "vigia-stand-in/debian";
    }

    /** Calls through the gateway by somebody whose key may send and read. */
    Calls calls() {
        return Calls.through(gatewayPort).with("X-API-Key", key.text());
    }

    /** Calls through the gateway by anybody. */
    Calls callsWithoutKey() {
        return Calls.through(gatewayPort);
    }

    /** Kafka as programs on this machine see it; the caller's to close. */
    KafkaBroker kafka() {
        return KafkaBroker.at("localhost:" + kafkaPort);
    }

    /** Deploys the stack again with a setting that its services are told, which replaces every replica of ours. */
    void deploy(String setting, String value) {
        variables.put(setting, value);
        script("deploy.sh", List.of("dnsrr", TEST_OVERLAY.toString()));
    }

    /** {@code docker service update}, in the background. */
    void update(String service, String... options) {
        docker(Stream.of(
                        Stream.of("service", "update", "--detach", "--no-resolve-image"),
                        Stream.of(options),
                        Stream.of(name + "_" + service))
                .flatMap(words -> words)
                .toArray(String[]::new));
    }

    /** {@code docker service rollback}, in the background. */
    void rollBack(String service) {
        docker("service", "rollback", "--detach", name + "_" + service);
    }

    /** Waits until Swarm says so of a service's last update, such as {@code completed}. */
    void awaitUpdate(String service, String state) {
        await(service + " " + state)
                .atMost(PATIENCE)
                .until(() -> updateOf(service).equals(state));
    }

    /** What Swarm says of a service: {@code docker service inspect --format}. */
    String inspect(String service, String format) {
        return docker("service", "inspect", "--format", format, name + "_" + service);
    }

    /** The running containers of a service. */
    Set<String> containers(String service) {
        return new HashSet<>(docker(
                        "ps",
                        "--quiet",
                        "--no-trunc",
                        "--filter",
                        "label=com.docker.swarm.service.name=" + name + "_" + service)
                .lines()
                .toList());
    }

    /** What a command in a service's container prints. */
    String exec(String service, String... command) {
        String container = containers(service).iterator().next();
        return docker(
                Stream.concat(Stream.of("exec", container), Stream.of(command)).toArray(String[]::new));
    }

    /** What a program of swarm/ prints, run with the variables of this stack and some more, as {@code NAME=value}. */
    String script(String name, List<String> arguments, String... more) {
        List<String> command = new ArrayList<>(List.of("env"));
        command.addAll(List.of(more));
        command.add(ROOT.resolve("swarm").resolve(name).toString());
        command.addAll(arguments);
        return DockerCli.program(variables, command).strip();
    }

    String docker(String... arguments) {
        return DockerCli.run(variables, List.of(arguments)).strip();
    }

    /** Its log goes to target/containers. */
    @Override
    public void close() {
        try {
            Files.writeString(logs.resolve(name + ".log"), logsOfAll());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            docker("stack", "rm", name);
            await("no container is left")
                    .atMost(PATIENCE)
                    .until(() -> ours("ps", "--all", "--quiet").isEmpty());
            await("no network is left")
                    .atMost(PATIENCE)
                    .until(() -> ours("network", "ls", "--quiet").isEmpty());
            removeAll("volume", ours("volume", "ls", "--quiet"));
            removeAll("secret", docker("secret", "ls", "--quiet", "--filter", "name=" + name));
            if (joined) {
                docker("swarm", "leave", "--force");
            }
        }
    }

    private void removeAll(String kind, String names) {
        names.lines().forEach(one -> docker(kind, "rm", one));
    }

    private String ours(String... command) {
        return docker(
                Stream.concat(Stream.of(command), Stream.of("--filter", "label=com.docker.stack.namespace=" + name))
                        .toArray(String[]::new));
    }

    /** Of containers, as the logs of a service whose tasks were replaced may never end. */
    private String logsOfAll() {
        StringBuilder text = new StringBuilder(docker("stack", "ps", "--no-trunc", name));
        ours("ps", "--all", "--format", "{{.Names}}")
                .lines()
                .forEach(container ->
                        text.append("\n\n").append(container).append('\n').append(logsOf(container)));
        return text.toString();
    }

    private String logsOf(String container) {
        try {
            return docker("logs", "--timestamps", container);
        } catch (AssertionError removed) {
            // The engine keeps few that ended.
            return removed.getMessage();
        }
    }

    private String updateOf(String service) {
        return inspect(service, "{{if .UpdateStatus}}{{.UpdateStatus.State}}{{end}}");
    }

    private String secretName(String variable) {
        return name + "-" + variable.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
