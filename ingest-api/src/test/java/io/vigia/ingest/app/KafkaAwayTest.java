package io.vigia.ingest.app;

import static io.vigia.ingest.app.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.broker.EmbeddedBroker;
import io.vigia.contract.EventJson;
import io.vigia.contract.Reading;
import io.vigia.contract.TopicSpec;
import io.vigia.contract.Topics;
import io.vigia.runtime.ServiceLauncher;
import io.vigia.runtime.settings.StartRefusedException;
import io.vigia.settings.Variables;
import io.vigia.testkit.KafkaBroker;
import io.vigia.testkit.Machine;
import io.vigia.testkit.StartsServers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** ingest-api while Kafka comes and goes. */
@StartsServers
class KafkaAwayTest {
    private static final Topics TOPICS = new Topics("away");

    @TempDir
    private Path folder;

    private Client client;
    private Client management;
    private final Set<Long> stored = new HashSet<>();
    private long next = 1;

    @Test
    void what_is_answered_with_success_is_in_the_log_whenever_kafka_goes() {
        int port = Machine.freePort();
        try (ConfigurableApplicationContext service = RunningIngest.over("localhost:" + port, TOPICS)) {
            client = new Client(ServiceLauncher.port(service));
            management = Client.ofManagement(ServiceLauncher.managementPort(service));
            refusesWithProblems();
            try (EmbeddedBroker broker = EmbeddedBroker.start(folder, port)) {
                acceptsAgain();
            }
            assertThat(client.post("/api/v1/readings", "text/csv", "value\n1\n").statusCode())
                    .isEqualTo(503);
            refusesWithProblems();
            try (EmbeddedBroker broker = EmbeddedBroker.start(folder, port)) {
                acceptsAgain();
                assertThat(times(broker)).containsAll(stored);
            }
        }
    }

    @Test
    void a_topic_of_another_shape_stops_the_start() {
        KafkaBroker broker = KafkaBroker.shared();
        Topics topics = new Topics(KafkaBroker.uniquePrefix());
        broker.create(List.of(new TopicSpec(topics.readings(), 3, Map.of())));
        Map<String, String> variables = broker.variables(topics.prefix());
        variables.putAll(Map.of("PORT", "0", "MANAGEMENT_PORT", "0", "LOG_FORMAT", "plain"));

        try (ConfigurableApplicationContext service =
                ServiceLauncher.start("ingest-api", Variables.of(variables), List.of(IngestConfiguration.class))) {
            // Kafka answered later than a start waits.
            Awaitility.await("its end").atMost(KafkaBroker.PATIENCE).until(() -> !service.isActive());
        } catch (StartRefusedException refused) {
            assertThat(refused).hasMessageContaining(topics.readings() + " has 3 partitions; must be 12");
        }
    }

    @Test
    void a_sensor_beyond_the_limit_is_told_so_while_known_ones_go_on() {
        KafkaBroker broker = KafkaBroker.shared();
        Map<String, String> variables = broker.variables(KafkaBroker.uniquePrefix());
        variables.putAll(Map.of("PORT", "0", "MANAGEMENT_PORT", "0", "LOG_FORMAT", "plain", "VIGIA_MAX_SENSORS", "1"));
        try (ConfigurableApplicationContext service =
                ServiceLauncher.start("ingest-api", Variables.of(variables), List.of(IngestConfiguration.class))) {
            client = new Client(ServiceLauncher.port(service));
            Awaitility.await("a reading taken")
                    .atMost(KafkaBroker.PATIENCE)
                    .until(() -> client.get("/nuevo?dato=1&sensor=a").statusCode() == 200);

            HttpResponse<String> refused = client.get("/nuevo?dato=1&sensor=b");
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(json(refused).get("detail").asString()).contains("VIGIA_MAX_SENSORS");
            assertThat(client.post("/api/v1/readings", "text/csv", "sensor,value\nb,1\n")
                            .statusCode())
                    .isEqualTo(429);
            assertThat(client.post("/api/v1/readings", "text/csv", "sensor,value\nb,1\na,1\n")
                            .statusCode())
                    .isEqualTo(207);
        }
    }

    private void refusesWithProblems() {
        for (String call : List.of("/nuevo?dato=1", "/detectar?dato=1", "/borrar")) {
            HttpResponse<String> response = client.get(call);
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).isPresent();
            assertThat(json(response).get("detail").asString()).contains("Kafka");
        }
        assertThat(management.get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(management.get("/health/live").statusCode()).isEqualTo(200);
    }

    private void acceptsAgain() {
        Awaitility.await("ready, and twenty readings taken one after the other")
                .atMost(Duration.ofMinutes(5))
                .until(() -> management.get("/health/ready").statusCode() == 200
                        && IntStream.range(0, 20).allMatch(i -> store()));
    }

    private boolean store() {
        long ts = next++;
        boolean taken = client.get("/nuevo?dato=1&ts=" + ts).statusCode() == 200;
        if (taken) {
            stored.add(ts);
        }
        return taken;
    }

    private static List<Long> times(EmbeddedBroker broker) {
        try (KafkaBroker kafka = KafkaBroker.over(broker)) {
            return kafka.records(TOPICS.readings()).stream()
                    .map(record -> ((Reading) EventJson.readReading(record.value())).ts())
                    .toList();
        }
    }
}
