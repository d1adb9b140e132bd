package io.vigia.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.broker.EmbeddedBroker;
import io.vigia.settings.Variables;
import io.vigia.testkit.Machine;
import io.vigia.testkit.StartsServers;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All three services at a broker that asks who they are. */
@StartsServers
class SecuredKafkaTest {
    private static final PrintStream SILENT =
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    private static final String PASSWORD = "p\"a\\ss; word";

    @TempDir
    Path folder;

    @Test
    void every_client_proves_who_it_is() throws Exception {
        int port = Machine.freePort();
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), 0, more -> asking(more, port))) {
            addUser(broker);
            try (OneProcess vigia = OneProcess.start(variables(port, PASSWORD, "60000"), SILENT)) {
                vigia.awaitReady(SILENT);
                assertThat(call(vigia, "/detectar?dato=21.5").statusCode()).isEqualTo(200);
                Awaitility.await()
                        .atMost(Duration.ofMinutes(5))
                        .until(() -> call(vigia, "/listar").body().contains("21.5"));
            }
        }
    }

    @Test
    void a_wrong_password_is_told_and_nothing_is_taken() throws Exception {
        int port = Machine.freePort();
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), 0, more -> asking(more, port))) {
            addUser(broker);
            try (OneProcess vigia = OneProcess.start(variables(port, "wrong", "500"), SILENT)) {
                assertThat(call(vigia, "/nuevo?dato=21.5").statusCode()).isEqualTo(503);
            }
        }
    }

    private static Map<String, String> asking(Map<String, String> settings, int port) {
        String listener = "SASL_PLAINTEXT://localhost:" + port;
        Map<String, String> asking = new HashMap<>(settings);
        asking.put("listeners", settings.get("listeners") + "," + listener);
        asking.put("advertised.listeners", settings.get("advertised.listeners") + "," + listener);
        asking.merge(
                "listener.security.protocol.map", "SASL_PLAINTEXT:SASL_PLAINTEXT", (one, more) -> one + "," + more);
        asking.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
        asking.put(
                "listener.name.sasl_plaintext.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        return asking;
    }

    private static void addUser(EmbeddedBroker broker) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                            "vigia", new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), PASSWORD)))
                    .all()
                    .get();
        }
    }

    private Variables variables(int kafkaPort, String password, String ackTimeoutMs) {
        return Variables.of(Map.ofEntries(
                Map.entry("PORT", "0"),
                Map.entry("MANAGEMENT_PORT", "0"),
                Map.entry("LOG_FORMAT", "plain"),
                Map.entry("INGEST_ACK_TIMEOUT_MS", ackTimeoutMs),
                Map.entry("VIGIA_DATA", folder.resolve("data").toString()),
                Map.entry("KAFKA_BOOTSTRAP_SERVERS", "localhost:" + kafkaPort),
                Map.entry("KAFKA_SECURITY_PROTOCOL", "sasl_plaintext"),
                Map.entry("KAFKA_SASL_USERNAME", "vigia"),
                Map.entry("KAFKA_SASL_PASSWORD", password)));
    }

    private static HttpResponse<String> call(OneProcess vigia, String path) {
        try {
            URI uri = URI.create("http://localhost:" + vigia.port() + path);
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(uri)
                                    .header("Prefer", "wait=30")
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }
}
