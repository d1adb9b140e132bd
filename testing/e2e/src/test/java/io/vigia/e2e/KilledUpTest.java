package io.vigia.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Timeout(2_400)
@DisplayName("Everything in one process, killed in the middle of a load")
class KilledUpTest {
    private static final int SENSORS = 20;

    /** In the log before the load, so that a start has something to restore and to fill the store with. */
    private static final int LOGGED = 300_000;

    private static final int LOGGED_SENSORS = 100;
    private static final int AT_ONCE = 2_000;

    /** Longer than the detector's transaction and session live, so that both time out while nobody is there to see it. */
    private static final Duration AWAY = Duration.ofSeconds(20);

    /** Generous: what is tested is that verdicts come again, not how soon. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @TempDir
    Path folder;

    @Test
    void judges_again_and_has_all_that_was_acknowledged_once() throws Exception {
        Map<String, String> variables = Map.of("VIGIA_KAFKA_PORT", "0", "TZ", "UTC");
        try (ServiceProcess vigia = new ServiceProcess("up", variables, folder)) {
            Calls calls = new Calls(vigia.awaitReady(), vigia);
            log(Calls.unchecked(vigia, vigia));
            awaitJudged(vigia);
            Map<String, Map<Long, Double>> acknowledged = killUnderLoad(vigia, calls);
            staysAway();
            Instant started = Instant.now();
            vigia.start();
            await("a verdict")
                    .atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> judged(calls));
            System.out.printf(
                    "A verdict %.1f s after the start that followed the kill, with %,d readings in the log%n",
                    Duration.between(started, Instant.now()).toMillis() / 1e3, LOGGED);
            vigia.awaitReady();
            assertThat(vigia.log()).doesNotContain("corrupted");
            acknowledged.forEach((sensor, readings) -> listsOnce(calls, sensor, readings));
        }
    }

    private static void log(Calls calls) throws IOException {
        for (int first = 0; first < LOGGED; first += AT_ONCE) {
            StringBuilder lines = new StringBuilder();
            for (int i = first; i < first + AT_ONCE; i++) {
                lines.append("{\"sensor\":\"logged-%d\",\"ts\":%d,\"value\":%d}\n"
                        .formatted(i % LOGGED_SENSORS, 1_000_000 + i, i % 7));
            }
            assertThat(calls.post("/api/v1/readings", "application/x-ndjson", lines.toString())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    /** All of the log: what still waited would be judged first after the kill, which takes as long as it took before. */
    private static void awaitJudged(ServiceProcess vigia) {
        await("the log judged")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> scores(vigia.metrics()) >= LOGGED);
    }

    private static double scores(String metrics) {
        return metrics.lines()
                .filter(line -> line.startsWith("vigia_detector_scores_total{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static Map<String, Map<Long, Double>> killUnderLoad(ServiceProcess vigia, Calls calls) {
        try (SteadyLoad load = new SteadyLoad(calls, SENSORS)) {
            load.awaitAcknowledged(1_000);
            vigia.kill();
            return load.acknowledged();
        }
    }

    private static void staysAway() {
        Instant back = Instant.now().plus(AWAY);
        await("being away")
                .atMost(AWAY.multipliedBy(2))
                .until(() -> Instant.now().isAfter(back));
    }

    /** In the window from before the kill: an empty one would still warm up. */
    private static boolean judged(Calls calls) throws IOException {
        var answer = calls.get("/detectar?dato=20&sensor=load-0");
        return answer.statusCode() == 200
                && !Calls.JSON.readTree(answer.body()).get("prediccion").isNull();
    }

    /** After a moment: what was acknowledged last is judged by the process that came after. */
    private static void listsOnce(Calls calls, String sensor, Map<Long, Double> readings) {
        await(sensor + " listed")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(listed(calls, sensor)).containsAllEntriesOf(readings));
    }

    /** By time; may hold what was sent and not acknowledged too. */
    private static Map<Long, Double> listed(Calls calls, String sensor) throws IOException {
        Map<Long, Double> listed = new HashMap<>();
        for (JsonNode reading : calls.json("/listar?sensor=" + sensor).get("mediciones")) {
            Double before =
                    listed.put(reading.get("ts").asLong(), reading.get("dato").asDouble());
            assertThat(before).as("listed twice: " + reading).isNull();
        }
        return listed;
    }
}
