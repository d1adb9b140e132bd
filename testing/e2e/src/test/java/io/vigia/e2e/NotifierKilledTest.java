package io.vigia.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vigia.contract.EventJson;
import io.vigia.contract.Incident;
import io.vigia.contract.Topics;
import io.vigia.testkit.IncidentBuilder;
import io.vigia.testkit.KafkaBroker;
import io.vigia.testkit.StartsServers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A notifier that is killed")
@StartsServers
class NotifierKilledTest {
    private static final int INCIDENTS = 1_000;
    private static final int KILLS = 3;

    private final KafkaBroker broker = KafkaBroker.shared();
    private final Topics topics = new Topics(KafkaBroker.uniquePrefix());
    private final Map<String, String> bodies = new ConcurrentHashMap<>();
    private final Set<String> changedBodies = ConcurrentHashMap.newKeySet();
    private final AtomicInteger calls = new AtomicInteger();

    @TempDir
    private Path folder;

    @Test
    void tells_every_incident_and_repeats_only_what_was_under_way_with_the_same_key() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.start();
        Path file = Files.writeString(
                folder.resolve("notify.yaml"), """
                channels:
                  hook: {type: webhook, url: 'http://127.0.0.1:%d/', allowPrivate: true}
                routes:
                  - {channels: hook}
                """.formatted(server.getAddress().getPort()));
        Map<String, String> variables = broker.variables(topics.prefix());
        variables.put("VIGIA_NOTIFY_FILE", file.toString());
        try (ServiceProcess notifier = new ServiceProcess("notifier", variables, folder)) {
            notifier.awaitReady();
            Set<String> expected = new HashSet<>();
            for (int i = 0; i < INCIDENTS; i++) {
                Incident opened = IncidentBuilder.of("sensor-" + i, 1_000 + i).opened();
                expected.add(opened.changeId());
                broker.send(
                        topics.incidents(), opened.sensor().getBytes(StandardCharsets.UTF_8), EventJson.write(opened));
            }
            for (int kill = 1; kill <= KILLS; kill++) {
                int told = kill * INCIDENTS / (KILLS + 1);
                await(told + " told").until(() -> bodies.size() >= told);
                notifier.kill();
                notifier.start();
                notifier.awaitReady();
            }
            await("all told").until(() -> bodies.keySet().containsAll(expected));
            broker.awaitZeroLag(topics.notifierGroup(), topics.incidents());
            assertThat(bodies.keySet()).isEqualTo(expected);
            assertThat(changedBodies).as("keys that came with two bodies").isEmpty();
            assertThat(broker.committedRecords(topics.notificationsDlq())).isEmpty();
            System.out.printf(
                    "%d incidents, %d kills: %d calls, %d of them repeated%n",
                    INCIDENTS, KILLS, calls.get(), calls.get() - INCIDENTS);
            assertThat(calls.get() - INCIDENTS).as("repeated calls").isLessThan(INCIDENTS / (KILLS + 1));
        } finally {
            server.stop(0);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
            String before = bodies.putIfAbsent(key, body);
            if (before != null && !before.equals(body)) {
                changedBodies.add(key);
            }
            calls.incrementAndGet();
            exchange.sendResponseHeaders(204, -1);
        }
    }
}
