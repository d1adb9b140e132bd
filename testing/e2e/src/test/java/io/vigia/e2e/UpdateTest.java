package io.vigia.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigia.testkit.KafkaBroker;
import io.vigia.testkit.RedisServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Runs with the tests of containers, since the former version is built for it: {@code testing/testkit/build-former.sh} says where
 * that lies, {@code -Dvigia.former.jar} says it to this test.
 */
@Tag("containers")
@DisplayName("A rolling update from the former version")
class UpdateTest {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int SENSORS = 20;
    private static final int ASKED = 12;
    /** Acknowledged in each phase. */
    private static final int READINGS = 400;

    private final KafkaBroker kafka = KafkaBroker.shared();
    private final String prefix = KafkaBroker.uniquePrefix();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void scores_every_reading_while_old_and_new_replicas_run_side_by_side() throws Exception {
        Path former = former();
        try (RedisServer redis = RedisServer.required();
                ServiceProcess ingest = start("ingest-api", redis, former);
                ServiceProcess query = start("query-api", redis, former);
                ServiceProcess first = start("stream-detector", redis, former);
                ServiceProcess second = start("stream-detector", redis, former)) {
            Stream.of(ingest, query, first, second).forEach(ServiceProcess::awaitReady);
            Calls calls = Calls.unchecked(ingest, query);
            Map<String, Map<Long, Double>> acknowledged;
            try (SteadyLoad load = new SteadyLoad(calls, SENSORS)) {
                goesOn(load, calls, "the former version");
                first.update();
                goesOn(load, calls, "a new detector beside an old one");
                ingest.update();
                goesOn(load, calls, "a new ingest-api");
                // What the new one wrote must do for the old one too: an update may be taken back.
                first.kill();
                goesOn(load, calls, "the old detector alone");
                first.start();
                first.awaitReady();
                query.update();
                second.update();
                goesOn(load, calls, "the new version");
                acknowledged = load.acknowledged();
            }
            kafka.awaitZeroLag(PATIENCE, prefix + "-detector", topic("readings"));
            kafka.awaitZeroLag(PATIENCE, prefix + "-sink", topic("scores"), topic("anomalies"));
            everyReadingHasAScore(acknowledged);
            assertThat(twice()).as("readings that were scored again").isEmpty();
            assertThat(kafka.committedValues(topic("readings") + ".dlq")).isEmpty();
            assertThat(kafka.committedValues(topic("scores") + ".dlq")).isEmpty();
        }
    }

    private static Path former() {
        String jar = System.getProperty("vigia.former.jar", "");
        if (jar.isEmpty()) {
            // containers/test.sh decides whether that is a failure.
            Assumptions.abort(
                    "The former version is not built (testing/testkit/build-former.sh). NOT CHECKED: a rolling update");
        }
        return Path.of(jar);
    }

    private ServiceProcess start(String service, RedisServer redis, Path jar) throws IOException {
        Map<String, String> variables = new HashMap<>(kafka.variables(prefix));
        variables.put("REDIS_HOST", redis.host());
        variables.put("REDIS_PORT", Integer.toString(redis.port()));
        variables.put("TZ", "UTC");
        return new ServiceProcess(service, variables, Files.createTempDirectory(folder, service), jar);
    }

    /** Readings are taken, and each sensor's are judged in the window from before the change. */
    private static void goesOn(SteadyLoad load, Calls calls, String with) {
        load.awaitAcknowledged(load.count() + READINGS);
        for (int i = 0; i < ASKED; i++) {
            String sensor = "asked-" + i;
            await("a verdict on " + sensor + " by " + with)
                    .atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> judged(calls, sensor));
        }
    }

    private static boolean judged(Calls calls, String sensor) throws IOException {
        var answer = calls.get("/detectar?dato=20&sensor=" + sensor);
        return answer.statusCode() == 200
                && !Calls.JSON.readTree(answer.body()).get("prediccion").isNull();
    }

    private void everyReadingHasAScore(Map<String, Map<Long, Double>> acknowledged) {
        List<JsonNode> scores = kafka.committedValues(topic("scores")).stream()
                .map(Calls.JSON::readTree)
                .toList();
        // A change of the shipped bundle is a control event on each partition.
        List<String> read = kafka.committedValues(topic("readings")).stream()
                .map(Calls.JSON::readTree)
                .filter(event -> !event.has("type"))
                .map(reading -> reading.get("id").asString())
                .toList();
        assertThat(read).as("readings whose ids are unique").doesNotHaveDuplicates();
        assertThat(scores.stream().map(score -> score.get("id").asString()).collect(Collectors.toSet()))
                .isEqualTo(Set.copyOf(read));
        Set<Reading> scored = scores.stream()
                .map(score -> new Reading(
                        score.get("sensor").asString(), score.get("ts").asLong()))
                .collect(Collectors.toSet());
        acknowledged.forEach((sensor, readings) ->
                readings.keySet().forEach(ts -> assertThat(scored).contains(new Reading(sensor, ts))));
    }

    /** The scores of each reading that has several. */
    private Map<String, List<String>> twice() {
        Map<String, List<ConsumerRecord<byte[], byte[]>>> scores = kafka.committedRecords(topic("scores")).stream()
                .collect(Collectors.groupingBy(score -> id(score.value())));
        scores.values().removeIf(ofOne -> ofOne.size() == 1);
        return scores.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        ofOne -> ofOne.getValue().stream()
                                .map(score -> score.partition() + ":" + score.offset() + " of " + score.timestamp()
                                        + " " + new String(score.value(), StandardCharsets.UTF_8))
                                .toList()));
    }

    private static String id(byte[] event) {
        return Calls.JSON.readTree(event).get("id").asString();
    }

    private String topic(String name) {
        return prefix + "." + name + ".v1";
    }

    private record Reading(String sensor, long ts) {}
}
