package io.vigia.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigia.testkit.KafkaBroker;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Whether what a client was told is stored is scored, once, and shown.
 *
 * @param prefix of the topics
 */
record Accounts(KafkaBroker kafka, Calls calls, String prefix) {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Waits until all is scored and stored, then checks each reading that was acknowledged. */
    void balance(SteadyLoad load) {
        kafka.awaitZeroLag(PATIENCE, prefix + "-detector", topic("readings"));
        kafka.awaitZeroLag(PATIENCE, prefix + "-sink", topic("scores"), topic("anomalies"));
        Map<String, Map<Long, Double>> acknowledged = load.acknowledged();
        List<JsonNode> scores = events("scores", acknowledged.keySet());
        everyReadingHasOneScore(scores, acknowledged.keySet());
        Map<Reading, Long> counts = scores.stream()
                .map(score -> new Reading(
                        score.get("sensor").asString(), score.get("ts").asLong()))
                .collect(Collectors.groupingBy(reading -> reading, Collectors.counting()));
        for (Map.Entry<String, Map<Long, Double>> sensor : acknowledged.entrySet()) {
            sensor.getValue()
                    .forEach((ts, value) -> assertThat(counts)
                            .as("scores of each acknowledged reading")
                            .containsEntry(new Reading(sensor.getKey(), ts), 1L));
            assertThat(samples(sensor.getKey())).containsAllEntriesOf(sensor.getValue());
        }
    }

    /** Those that were not acknowledged too: some of them were taken all the same. */
    private void everyReadingHasOneScore(List<JsonNode> scores, Set<String> sensors) {
        List<String> scored = ids(scores);
        assertThat(scored).doesNotHaveDuplicates();
        Set<String> known = new HashSet<>(scored);
        // The detector writes the silence of sensors among them.
        List<JsonNode> readings = events("readings", sensors).stream()
                .filter(event -> event.path("type").isMissingNode())
                .toList();
        assertThat(ids(readings)).isNotEmpty().allMatch(known::contains);
    }

    /** By time, a page after the other. */
    private Map<Long, Double> samples(String sensor) {
        Map<Long, Double> samples = new HashMap<>();
        String path = "/api/v1/sensors/" + sensor + "/readings?limit=1000";
        String cursor = "";
        do {
            JsonNode page = page(path + cursor);
            page.get("items")
                    .forEach(item -> samples.put(
                            item.get("ts").asLong(), item.get("value").asDouble()));
            cursor = page.get("next").isNull()
                    ? ""
                    : "&cursor=" + Calls.encode(page.get("next").asString());
        } while (!cursor.isEmpty());
        return samples;
    }

    /** A read that was refused is made again: it says nothing of what is stored. */
    private JsonNode page(String path) {
        HttpResponse<String> answer = await(path)
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> calls.get(path), response -> response.statusCode() == 200);
        return Calls.JSON.readTree(answer.body());
    }

    /** Of these sensors, committed. */
    private List<JsonNode> events(String topic, Set<String> sensors) {
        return kafka.committedRecords(topic(topic)).stream()
                .filter(record ->
                        record.key() != null && sensors.contains(new String(record.key(), StandardCharsets.UTF_8)))
                .map(record -> Calls.JSON.readTree(record.value()))
                .toList();
    }

    private static List<String> ids(List<JsonNode> events) {
        return events.stream().map(event -> event.get("id").asString()).toList();
    }

    private String topic(String name) {
        return prefix + "." + name + ".v1";
    }

    private record Reading(String sensor, long ts) {}
}
