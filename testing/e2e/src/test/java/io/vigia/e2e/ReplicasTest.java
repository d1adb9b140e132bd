package io.vigia.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@DisplayName("Several replicas of each service")
class ReplicasTest {
    private static final int SENSORS = 10;

    @Test
    void answer_each_caller_whichever_holds_what_and_go_on_when_one_dies() throws Exception {
        Pipeline vigia = Pipeline.shared();
        try (ServiceProcess detector = vigia.another("stream-detector");
                ServiceProcess ingest = vigia.another("ingest-api");
                ServiceProcess query = vigia.another("query-api")) {
            List.of(detector, ingest, query).forEach(ServiceProcess::awaitReady);
            Calls others = new Calls(ingest, query);
            everyCallerGetsItsOwnVerdict(List.of(vigia.calls, others), 10);
            vigia.detector.kill();
            everyCallerGetsItsOwnVerdict(List.of(others, vigia.calls), 9);
            vigia.awaitStored();
            everyReadingHasOneScore(vigia);
            assertThat(others.json("/listar?sensor=caller-3").get("mediciones")).hasSize(2);
        }
    }

    /** Through both replicas in turn; a verdict that is late is fetched where it is held. */
    private static void everyCallerGetsItsOwnVerdict(List<Calls> replicas, int missing) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(SENSORS);
        try {
            List<Callable<JsonNode>> calls = new ArrayList<>();
            for (int caller = 0; caller < SENSORS; caller++) {
                Calls replica = replicas.get(caller % replicas.size());
                String sensor = "caller-" + caller;
                calls.add(() -> verdict(replica, sensor));
            }
            for (Future<JsonNode> answer : callers.invokeAll(calls)) {
                assertThat(remaining(answer.get())).isEqualTo(missing);
            }
        } finally {
            callers.shutdownNow();
        }
    }

    private static JsonNode verdict(Calls replica, String sensor) throws Exception {
        var answer = replica.get("/detectar?dato=1&sensor=" + sensor);
        if (answer.statusCode() == 200) {
            return Calls.JSON.readTree(answer.body());
        }
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        String location = answer.headers().firstValue("location").orElseThrow();
        // The dead detector must lose its place in the group first; until then the answer is 404 with Retry-After.
        return await("the verdict at " + location)
                .atMost(Duration.ofMinutes(5))
                .until(() -> replica.get(location + "?wait=10"), held -> held.statusCode() == 200)
                .body()
                .transform(Calls.JSON::readTree);
    }

    private static int remaining(JsonNode verdict) {
        return verdict.has("faltan")
                ? verdict.get("faltan").asInt()
                : verdict.get("remaining").asInt();
    }

    private static void everyReadingHasOneScore(Pipeline vigia) {
        assertThat(vigia.committedOf("caller-", "scores")).hasSameSizeAs(vigia.committedOf("caller-", "readings"));
    }
}
