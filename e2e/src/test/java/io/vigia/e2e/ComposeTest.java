package io.vigia.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigia.testkit.KafkaBroker;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("containers")
@DisplayName("The system in containers on one host")
class ComposeTest {
    private static final int SENSORS = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static ComposeProject vigia;
    private static KafkaBroker kafka;
    private static Calls calls;

    @BeforeAll
    static void start() {
        vigia = new ComposeProject();
        kafka = vigia.kafka();
        calls = vigia.calls();
    }

    @AfterAll
    static void stop() {
        kafka.close();
        vigia.close();
    }

    @Test
    void answers_the_classic_calls_through_the_gateway() throws Exception {
        assertThat(calls.json("/nuevo?dato=21.5&sensor=classic").get("dato").asDouble())
                .isEqualTo(21.5);
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> calls.get("/detectar?dato=22&sensor=classic").statusCode() == 200);
        await().atMost(PATIENCE)
                .until(() ->
                        !calls.json("/listar?sensor=classic").get("mediciones").isEmpty());
        assertThat(calls.get("/", "Accept", "text/html").body()).contains("/nuevo", "/detectar", "/listar");
        assertThat(calls.get("/nuevo?dato=warm").statusCode()).isEqualTo(400);
        assertThat(calls.get("/borrar?sensor=classic").statusCode()).isIn(200, 202);
        await().atMost(PATIENCE)
                .until(() ->
                        calls.json("/listar?sensor=classic").get("mediciones").isEmpty());
    }

    @Test
    void spreads_its_callers_over_the_replicas() {
        Set<String> hostnames = new HashSet<>();
        await("two hostnames").atMost(PATIENCE).until(() -> {
            hostnames.add(
                    calls.json("/nuevo?dato=1&sensor=spread").get("hostname").asString());
            return hostnames.size() == 2;
        });
    }

    @Test
    void keeps_every_promise_when_an_ingest_replica_dies() throws Exception {
        try (SteadyLoad load = new SteadyLoad(calls, "ingest-dies", SENSORS)) {
            load.awaitAcknowledged(200);
            vigia.kill("ingest-api");
            load.awaitAcknowledged(load.count() + 200);
            vigia.heal();
            load.awaitAcknowledged(load.count() + 100);
            load.close();
            new Accounts(kafka, calls).balance(load);
        }
    }

    @Test
    void keeps_every_promise_when_the_detector_dies() throws Exception {
        try (SteadyLoad load = new SteadyLoad(calls, "detector-dies", SENSORS)) {
            load.awaitAcknowledged(200);
            vigia.kill("stream-detector");
            load.awaitAcknowledged(load.count() + 200);
            vigia.heal();
            load.awaitAcknowledged(load.count() + 100);
            load.close();
            new Accounts(kafka, calls).balance(load);
        }
    }

    @Test
    void takes_and_judges_readings_while_redis_hangs_for_half_a_minute_and_stays_healthy() throws Exception {
        try (SteadyLoad load = new SteadyLoad(calls, "redis-hangs", SENSORS)) {
            load.awaitAcknowledged(200);
            long paused = System.nanoTime();
            vigia.pause("redis");
            await("half a minute")
                    .atMost(PATIENCE)
                    .until(() ->
                            System.nanoTime() - paused > Duration.ofSeconds(30).toNanos());
            assertThat(calls.get("/detectar?dato=1&sensor=redis-hangs-0").statusCode())
                    .isIn(200, 202);
            for (String service : new String[] {"ingest-api", "stream-detector", "query-api"}) {
                for (String container : vigia.containers(service)) {
                    assertThat(vigia.inspect(container, "{{.State.Health.Status}}"))
                            .as(service)
                            .isEqualTo("healthy");
                }
            }
            vigia.unpause("redis");
            load.awaitAcknowledged(load.count() + 100);
            load.close();
            new Accounts(kafka, calls).balance(load);
        }
    }

    @Test
    void loses_no_request_when_its_ingest_replicas_are_replaced_one_after_the_other() throws Exception {
        try (SteadyLoad load = new SteadyLoad(calls, "ingest-rolls", SENSORS)) {
            load.awaitAcknowledged(200);
            for (String replica : vigia.containers("ingest-api")) {
                vigia.docker("restart", "--time", "40", replica);
                await("the replica is back")
                        .atMost(PATIENCE)
                        .until(() -> vigia.inspect(replica, "{{.State.Health.Status}}")
                                .equals("healthy"));
            }
            load.awaitAcknowledged(load.count() + 100);
            load.close();
            assertThat(load.refused()).as("answers other than 200").isZero();
            new Accounts(kafka, calls).balance(load);
        }
    }
}
