package io.vigia.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigia.testkit.KafkaBroker;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("containers")
@DisplayName("The system in containers on one host")
class ComposeTest {
    private static final String WHERE = "Compose";
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final List<String> SERVICES = List.of("ingest-api", "stream-detector", "query-api");

    private static ComposeProject vigia;
    private static KafkaBroker kafka;
    private static Calls calls;

    @BeforeAll
    static void start() {
        vigia = new ComposeProject(Map.of("DETECTOR_REPLICAS", "2"), "ports");
        kafka = vigia.kafka();
        calls = vigia.calls();
    }

    @AfterAll
    static void stop() {
        kafka.close();
        vigia.close();
    }

    private static FaultTrial trial(String fault, String name) {
        return new FaultTrial(calls, kafka, WHERE, fault, name);
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
    void scales_to_more_replicas_over_which_its_callers_are_spread() {
        vigia.heal("--no-recreate", "--scale", "ingest-api=5", "--scale", "stream-detector=3");
        assertThat(vigia.containers("ingest-api")).hasSize(5);
        assertThat(vigia.containers("stream-detector")).hasSize(3);
        Set<String> hostnames = new HashSet<>();
        await("five hostnames").atMost(PATIENCE).until(() -> {
            hostnames.add(
                    calls.json("/nuevo?dato=1&sensor=spread").get("hostname").asString());
            return hostnames.size() == 5;
        });
        await("verdicts")
                .atMost(PATIENCE)
                .until(() -> calls.get("/detectar?dato=1&sensor=spread").statusCode() == 200);
        vigia.heal();
    }

    @Test
    void keeps_every_promise_when_an_ingest_replica_dies() throws Exception {
        try (FaultTrial trial = trial("one of two ingest-api: SIGKILL", "ingest-dies")) {
            String[] killed = new String[1];
            trial.breaks(() -> killed[0] = vigia.crash("ingest-api"));
            String restarted = vigia.awaitRestarted(killed[0], 1);
            trial.awaitRecovery();
            trial.finish(restarted);
        }
    }

    @Test
    void keeps_every_promise_when_a_detector_dies() throws Exception {
        try (FaultTrial trial = trial("one of two stream-detector: SIGKILL", "detector-dies")) {
            String[] killed = new String[1];
            trial.breaks(() -> killed[0] = vigia.crash("stream-detector"));
            String restarted = vigia.awaitRestarted(killed[0], 1);
            trial.awaitRecovery();
            trial.finish(restarted);
        }
    }

    @Test
    void keeps_every_promise_when_the_query_api_dies() throws Exception {
        try (FaultTrial trial = trial("the only query-api: SIGKILL", "query-dies")) {
            String[] killed = new String[1];
            trial.breaks(() -> killed[0] = vigia.crash("query-api"));
            String restarted = vigia.awaitRestarted(killed[0], 1);
            trial.awaitRecovery();
            trial.finish(restarted);
        }
    }

    @Test
    void keeps_every_promise_when_a_detector_is_cut_off_and_comes_back() throws Exception {
        String detector = vigia.containers("stream-detector").get(0);
        try (FaultTrial trial = trial("one of two stream-detector: cut off the network", "detector-cut-off")) {
            trial.breaks(() -> vigia.cutOff(detector));
            trial.awaitRecovery();
            String cutOff = health(detector) + ", " + vigia.restarts(detector) + " restarts";
            vigia.reconnect(detector, "stream-detector");
            await("the detector is ready again").atMost(PATIENCE).until(() -> isReady(detector));
            trial.finish("while cut off: " + cutOff + "; ready again when it was put back");
            assertThat(cutOff).isEqualTo("healthy, 0 restarts");
        }
    }

    @Test
    void takes_and_judges_readings_while_redis_hangs_for_half_a_minute_and_stays_healthy() throws Exception {
        try (FaultTrial trial = trial("Redis: hangs for 30 s; counted from its end", "redis-hangs")) {
            trial.breaks(() -> vigia.pause("redis"));
            long paused = System.nanoTime();
            awaitPassed(Duration.ofSeconds(20), paused);
            long hanging = System.nanoTime();
            awaitPassed(Duration.ofSeconds(30), paused);
            assertThat(trial.verdictsSince(hanging))
                    .as("verdicts while Redis hangs")
                    .isPositive();
            SERVICES.forEach(service -> vigia.containers(service)
                    .forEach(container ->
                            assertThat(health(container)).as(service).isEqualTo("healthy")));
            trial.ends(() -> vigia.unpause("redis"));
            trial.awaitRecovery();
            trial.finish(
                    "%d verdicts in its last 10 s, every container healthy".formatted(trial.verdictsSince(hanging)));
        }
    }

    @Test
    void loses_no_request_when_its_ingest_replicas_are_replaced_one_after_the_other() throws Exception {
        try (FaultTrial trial = trial("both ingest-api, one after the other: restarted", "ingest-rolls")) {
            trial.breaks(() -> {
                for (String replica : vigia.containers("ingest-api")) {
                    vigia.docker("restart", "--time", "40", replica);
                    await("the replica is back")
                            .atMost(PATIENCE)
                            .until(() -> health(replica).equals("healthy"));
                }
            });
            trial.awaitRecovery();
            assertThat(trial.refused()).as("answers other than 200").isZero();
            trial.finish("nothing was refused");
        }
    }

    private static String health(String container) {
        return vigia.inspect(container, "{{.State.Health.Status}}");
    }

    private static boolean isReady(String container) {
        return vigia.docker(
                        "exec",
                        container,
                        "bash",
                        "-c",
                        "exec 3<>/dev/tcp/127.0.0.1/4001; printf 'GET /health/ready HTTP/1.0\\r\\n\\r\\n' >&3; head -n 1 <&3")
                .contains(" 200 ");
    }

    private static void awaitPassed(Duration time, long since) {
        await(time.toString()).atMost(PATIENCE).until(() -> System.nanoTime() - since > time.toNanos());
    }
}
