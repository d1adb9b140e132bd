package io.vigia.notifier.channel;

import io.vigia.runtime.answer.Json;
import io.vigia.testkit.Machine;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** A real Alertmanager, which reports to a webhook, where the machine has one. */
final class AlertmanagerServer implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = Machine.freePort();
    private final Process process;

    private AlertmanagerServer(Path binary, Path folder, String receiver) throws IOException {
        Path config = Files.writeString(folder.resolve("alertmanager.yml"), """
                route: {receiver: test, group_by: [incident], group_wait: 0s, group_interval: 1s, repeat_interval: 1h}
                receivers:
                  - name: test
                    webhook_configs: [{url: '%s', send_resolved: true}]
                """.formatted(receiver));
        process = new ProcessBuilder(
                        binary.toString(),
                        "--config.file=" + config,
                        "--storage.path=" + folder.resolve("alertmanager"),
                        "--cluster.listen-address=",
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("alertmanager.log").toFile())
                .start();
    }

    /** Starts it and waits until it answers; without one, the test fails in CI and is left out elsewhere. */
    static AlertmanagerServer start(Path folder, String receiver) throws IOException {
        Path binary = Machine.command("prometheus-alertmanager", "alertmanager")
                .orElseThrow(() ->
                        Machine.lacks("prometheus-alertmanager is not installed; the Debian package of this name has"
                                + " it. NOT CHECKED: that a real Alertmanager gets what the notifier sends"));
        AlertmanagerServer server = new AlertmanagerServer(binary, folder, receiver);
        Awaitility.await("Alertmanager").until(server::ready);
        return server;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Its alerts that go on. */
    List<JsonNode> active() {
        try {
            return Json.MAPPER
                    .readTree(get("/api/v2/alerts?active=true").body())
                    .valueStream()
                    .toList();
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private boolean ready() {
        try {
            return get("/-/ready").statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private HttpResponse<String> get(String path) throws IOException {
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create(url() + path)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
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
}
