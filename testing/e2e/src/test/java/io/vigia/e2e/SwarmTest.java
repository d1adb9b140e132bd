package io.vigia.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigia.testkit.KafkaBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@Tag("containers")
@DisplayName("The system as a stack of a Swarm")
class SwarmTest {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String WHERE = "Swarm";

    private static SwarmStack vigia;
    private static KafkaBroker kafka;
    private static Calls calls;

    @BeforeAll
    static void start() {
        System.out.println(
                "Swarm is tested on one node, with two ingest-api, one query-api and one stream-detector instead of five,"
                        + " two and three, and without Grafana and the visualizer.");
        vigia = new SwarmStack();
        kafka = vigia.kafka();
        calls = vigia.calls();
    }

    @AfterAll
    static void stop() {
        kafka.close();
        vigia.close();
    }

    @Test
    void answers_the_classic_calls_of_anybody_through_the_gateway_by_several_replicas() throws Exception {
        Calls anybody = vigia.callsWithoutKey();
        Set<String> hostnames = new HashSet<>();
        await("two hostnames").atMost(PATIENCE).until(() -> {
            hostnames.add(anybody.json("/nuevo?dato=21.5&sensor=classic")
                    .get("hostname")
                    .asString());
            return hostnames.size() == 2;
        });
        await().atMost(PATIENCE)
                .until(() -> anybody.get("/detectar?dato=22&sensor=classic").statusCode() == 200);
        await().atMost(PATIENCE)
                .until(() -> !anybody.json("/listar?sensor=classic")
                        .get("mediciones")
                        .isEmpty());
    }

    @Test
    void asks_everything_else_for_a_key() throws Exception {
        Calls anybody = vigia.callsWithoutKey();
        assertThat(anybody.get("/api/v1/sensors").statusCode()).isEqualTo(401);
        assertThat(anybody.get("/borrar?sensor=classic").statusCode()).isEqualTo(401);
        assertThat(calls.get("/api/v1/sensors").statusCode()).isEqualTo(200);
        assertThat(calls.get("/borrar?sensor=classic").statusCode()).isEqualTo(403);
        assertThat(vigia.exec("redis", "redis-cli", "get", "vigia:visits")).contains("NOAUTH");
    }

    @Test
    void gives_the_loop_that_scales_detectors_its_lag() {
        // Whatever waits is too much for it.
        String said = vigia.script("scale-on-lag.sh", List.of(), "LOOKS=1", "MOST=2", "HIGH=-1", "EVERY=0", "SETTLE=0");
        assertThat(said).doesNotContain("tells no lag").contains("stream-detector=2");
        assertThat(vigia.inspect("stream-detector", "{{.Spec.Mode.Replicated.Replicas}}"))
                .isEqualTo("2");
    }

    @Test
    @EnabledIfSystemProperty(
            named = "vigia.restore",
            matches = "true",
            disabledReason =
                    "takes four minutes, most of them waits for what stops, and for members that Kafka remembers")
    void goes_back_to_what_a_backup_holds_and_on_from_there() throws Exception {
        String folder =
                Path.of("target", "containers", "backup").toAbsolutePath().toString();
        String volumes = "VOLUMES=kafka redis";
        for (int i = 0; i < 5; i++) {
            take("kept", i);
        }
        awaitListed("kept", 5);
        vigia.script("volumes.sh", List.of("backup", folder), volumes);
        take("later", 1);
        awaitListed("later", 1);
        vigia.script("volumes.sh", List.of("restore", folder), volumes);
        awaitListed("kept", 5);
        assertThat(listed("later")).isZero();
        await("a verdict")
                .atMost(PATIENCE)
                .until(() -> calls.get("/detectar?dato=5&sensor=kept").statusCode() == 200);
        awaitListed("kept", 6);
    }

    @Test
    void loses_nothing_when_every_service_is_updated_and_rolled_back() throws Exception {
        try (FaultTrial trial = new FaultTrial(
                new Accounts(kafka, calls, ComposeProject.PREFIX), WHERE, "an update of all three services", "rolls")) {
            Set<String> before = vigia.containers("ingest-api");
            trial.breaks(() -> vigia.deploy("NAME", "Another name"));
            for (String service : new String[] {"ingest-api", "query-api", "stream-detector"}) {
                vigia.awaitUpdate(service, "completed");
            }
            trial.awaitRecovery();
            assertThat(trial.refused()).as("answers other than 200").isZero();
            // Swarm calls it complete while the last one is still stopping.
            await("two others").atMost(PATIENCE).until(() -> {
                Set<String> now = vigia.containers("ingest-api");
                return now.size() == 2 && Collections.disjoint(now, before);
            });
            trial.finish("every replica is another one");
        }
        try (FaultTrial trial = new FaultTrial(
                new Accounts(kafka, calls, ComposeProject.PREFIX),
                WHERE,
                "the update of ingest-api rolled back",
                "rolls-back")) {
            trial.breaks(() -> vigia.rollBack("ingest-api"));
            vigia.awaitUpdate("ingest-api", "rollback_completed");
            trial.awaitRecovery();
            assertThat(trial.refused()).as("answers other than 200").isZero();
            assertThat(environmentOf("ingest-api")).contains("NAME=Vigía").doesNotContain("Another name");
            trial.finish("`UpdateStatus: rollback_completed`");
        }
    }

    @Test
    void takes_an_image_back_that_crashes() throws Exception {
        vigia.docker("tag", "vigia/tools", "vigia-test/crashes");
        try (FaultTrial trial = new FaultTrial(
                new Accounts(kafka, calls, ComposeProject.PREFIX),
                WHERE,
                "an image that crashes for ingest-api",
                "crashes")) {
            // Without a command that image explains itself and ends.
            trial.breaks(() -> vigia.update("ingest-api", "--image", "vigia-test/crashes"));
            vigia.awaitUpdate("ingest-api", "rollback_completed");
            trial.awaitRecovery();
            assertThat(trial.refused()).as("answers other than 200").isZero();
            assertThat(vigia.inspect("ingest-api", "{{.Spec.TaskTemplate.ContainerSpec.Image}}"))
                    .isEqualTo("vigia/ingest-api:latest");
            trial.finish("`" + vigia.inspect("ingest-api", "{{.UpdateStatus.Message}}") + "`");
        } finally {
            vigia.docker("rmi", "vigia-test/crashes");
        }
    }

    private static void take(String sensor, int value) {
        await("a reading of " + sensor + " is taken")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> calls.get("/nuevo?dato=" + value + "&sensor=" + sensor + "&ts=" + (1_000 + value))
                                .statusCode()
                        == 200);
    }

    private static void awaitListed(String sensor, int least) {
        await(least + " of " + sensor).atMost(PATIENCE).ignoreExceptions().until(() -> listed(sensor) >= least);
    }

    private static int listed(String sensor) throws IOException {
        return calls.json("/listar?sensor=" + sensor).get("mediciones").size();
    }

    private static String environmentOf(String service) {
        return vigia.inspect(service, "{{.Spec.TaskTemplate.ContainerSpec.Env}}");
    }
}
