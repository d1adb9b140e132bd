package io.vigia.e2e;

import static org.awaitility.Awaitility.await;

import io.vigia.testkit.Machine;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A real Prometheus that scrapes services every second, where the machine has one. */
final class PrometheusServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path log;
    private final Process process;
    private final int port;

    private PrometheusServer(Path binary, Path folder, List<ServiceProcess> services) throws IOException {
        port = Machine.freePort();
        log = folder.resolve("prometheus.log");
        Path config = Files.writeString(folder.resolve("prometheus.yml"), config(services));
        process = new ProcessBuilder(
                        binary.toString(),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("tsdb"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /** Starts it and waits until it answers. */
    static PrometheusServer start(Path binary, Path folder, List<ServiceProcess> services) throws IOException {
        PrometheusServer server = new PrometheusServer(binary, folder, services);
        await("Prometheus").atMost(PATIENCE).until(server::ready);
        return server;
    }

    /**
     * What an expression is now.
     *
     * @throws AssertionError if Prometheus can't read it
     */
    List<JsonNode> evaluate(String expression) throws IOException {
        HttpResponse<String> answer = get("/api/v1/query?query=" + Calls.encode(expression));
        if (answer.statusCode() != 200) {
            throw new AssertionError(expression + ": " + answer.body());
        }
        JsonNode result = Calls.JSON.readTree(answer.body()).path("data").path("result");
        return result.valueStream().toList();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean ready() {
        if (!process.isAlive()) {
            throw new AssertionError("Prometheus ended:\n" + GrafanaFiles.text(log));
        }
        try {
            return get("/-/ready").statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private HttpResponse<String> get(String path) throws IOException {
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    private static String config(List<ServiceProcess> services) {
        String targets = services.stream()
                .map(service -> "'127.0.0.1:" + service.managementPort() + "'")
                .collect(Collectors.joining(", "));
        return """
                global: {scrape_interval: 1s, scrape_timeout: 1s}
                scrape_configs:
                  - job_name: vigia
                    metrics_path: /metrics
                    static_configs: [{targets: [%s]}]
                """.formatted(targets);
    }
}
