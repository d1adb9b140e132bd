package io.vigia.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigia.testkit.KafkaBroker;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /** A command of bash that succeeds where the service in its container is ready. */
    private static final String READY =
            "(exec 3<>/dev/tcp/127.0.0.1/4001; printf 'GET /health/ready HTTP/1.0\\r\\n\\r\\n' >&3; read -r line <&3; [[ $line == *' 200 '* ]]) 2>/dev/null";

    private static final List<String> SERVICES = List.of("ingest-api", "stream-detector", "query-api");

    private static ComposeProject vigia;
    private static KafkaBroker kafka;
    private static Calls calls;

    @BeforeAll
    static void start() {
        vigia = new ComposeProject(Map.of("DETECTOR_REPLICAS", "2"), "ports", "test");
        kafka = vigia.kafka();
        calls = vigia.calls();
    }

    @AfterAll
    static void stop() {
        kafka.close();
        vigia.close();
    }

    private static FaultTrial trial(String fault, String name) {
        return new FaultTrial(new Accounts(kafka, calls, ComposeProject.PREFIX), WHERE, fault, name);
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
    void passes_the_black_box_tests_that_run_in_a_container_beside_it() {
        assertThat(vigia.runOnce("e2e")).contains("SUCCESSFUL", " 0 failed");
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
            ComposeProject.Crash crash = trial.breaksOne(() -> vigia.crash("ingest-api"));
            String restarted = vigia.awaitRestarted(crash);
            trial.awaitRecovery();
            trial.finish(restarted);
        }
    }

    @Test
    void keeps_every_promise_when_a_detector_dies() throws Exception {
        try (FaultTrial trial = trial("one of two stream-detector: SIGKILL", "detector-dies")) {
            ComposeProject.Crash crash = trial.breaksOne(() -> vigia.crash("stream-detector"));
            String restarted = vigia.awaitRestarted(crash);
            trial.awaitRecovery();
            trial.finish(restarted);
        }
    }

    @Test
    void keeps_every_promise_when_the_query_api_dies() throws Exception {
        try (FaultTrial trial = trial("the only query-api: SIGKILL", "query-dies")) {
            ComposeProject.Crash crash = trial.breaksOne(() -> vigia.crash("query-api"));
            String restarted = vigia.awaitRestarted(crash);
            trial.awaitRecovery();
            trial.finish(restarted);
        }
    }

    @Test
    void keeps_every_promise_when_a_detector_is_cut_off_and_comes_back() throws Exception {
        String detector = vigia.containers("stream-detector").get(0);
        int restarts = vigia.restarts(detector);
        try (FaultTrial trial = trial("one of two stream-detector: cut off the network", "detector-cut-off")) {
            trial.breaks(() -> vigia.cutOff(detector));
            trial.awaitRecovery();
            String cutOff = health(detector) + ", " + (vigia.restarts(detector) - restarts) + " restarts";
            assertThat(cutOff).isEqualTo("healthy, 0 restarts");
            vigia.reconnect(detector, "stream-detector");
            await("the detector is ready again").atMost(PATIENCE).until(() -> isReady(detector));
            trial.finish("while cut off: " + cutOff + "; ready again when it was put back");
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

    @Test
    void says_how_soon_a_service_is_ready_after_its_start() {
        for (String service : SERVICES) {
            String container = vigia.containers(service).get(0);
            vigia.docker("stop", "--time", "40", container);
            vigia.docker("start", container);
            String ready = vigia.docker(
                    "exec", container, "bash", "-c", "until " + READY + "; do sleep 0.02; done; date -u +%FT%T.%NZ");
            Instant started = Instant.parse(vigia.inspect(container, "{{.State.StartedAt}}"));
            Duration after = Duration.between(started, Instant.parse(ready.strip()));
            assertThat(after).isPositive();
            System.out.printf(
                    Locale.ROOT,
                    "%s is ready %.1f s after the start of its container%n",
                    service,
                    after.toMillis() / 1e3);
        }
    }

    private static String health(String container) {
        return vigia.inspect(container, "{{.State.Health.Status}}");
    }

    private static boolean isReady(String container) {
        return vigia.docker("exec", container, "bash", "-c", READY + " && echo ready || echo not yet")
                .strip()
                .equals("ready");
    }

    private static void awaitPassed(Duration time, long since) {
        await(time.toString()).atMost(PATIENCE).until(() -> System.nanoTime() - since > time.toNanos());
    }
}
