package io.vigia.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.vigia.runtime.answer.Json;
import io.vigia.testkit.StartsServers;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@DisplayName("vigia up with a notification file")
@StartsServers
class UpNotifiesTest {
    @TempDir
    Path folder;

    @Test
    void tells_a_webhook_of_an_incident() throws Exception {
        List<JsonNode> told = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            told.add(Json.MAPPER.readTree(exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        Path file = Files.writeString(
                folder.resolve("notify.yaml"), """
                channels:
                  hook: {type: webhook, url: 'http://127.0.0.1:%d/', allowPrivate: true}
                routes:
                  - {sensors: 'boiler-*', severity: critical, channels: hook}
                """.formatted(server.getAddress().getPort()));
        try (RunningVigia vigia =
                RunningVigia.start(folder.resolve("data"), Map.of("VIGIA_NOTIFY_FILE", file.toString()))) {
            vigia.run(0, "settings", "set", "boiler-*", "limits={high: 8}");
            assertThat(vigia.verdict("boiler-1", 9).get("anomalia").asBoolean()).isTrue();
            await("the webhook is told").until(() -> !told.isEmpty());
        } finally {
            server.stop(0);
        }
        assertThat(told.get(0).path("subject").asString()).isEqualTo("boiler-1");
        assertThat(told.get(0).path("data").path("reason").asString()).isEqualTo("limit");
    }
}
