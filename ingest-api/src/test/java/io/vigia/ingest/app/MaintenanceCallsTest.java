package io.vigia.ingest.app;

import static io.vigia.ingest.app.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.contract.EventJson;
import io.vigia.contract.Maintenance;
import io.vigia.contract.MaintenanceChange;
import io.vigia.contract.SensorPattern;
import io.vigia.contract.Topics;
import io.vigia.testkit.StartsServers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Calls that plan work")
@StartsServers
class MaintenanceCallsTest {
    private static RunningIngest ingest;
    private static Client client;

    @BeforeAll
    static void start() {
        ingest = new RunningIngest();
        client = ingest.client();
    }

    @AfterAll
    static void stop() {
        ingest.close();
    }

    @Test
    void answer_once_the_topic_and_every_partition_of_the_readings_have_it() {
        HttpResponse<String> answer = post(
                "{\"sensors\": \"line-2.*\", \"from\": 1763798400000, \"to\": \"2025-11-22T12:00:00Z\", \"by\": \"ana\"}");
        assertThat(answer.statusCode()).isEqualTo(201);
        String id = json(answer).get("id").asString();
        Maintenance planned =
                new Maintenance(id, new SensorPattern("line-2.*"), 1_763_798_400_000L, 1_763_812_800_000L, "ana", null);
        assertThat(EventJson.readMaintenance(newest(id).value())).isEqualTo(planned);
        List<MaintenanceChange> changes = changes(id);
        assertThat(changes).hasSize(Topics.PARTITIONS).allMatch(change -> planned.equals(change.planned()));
        assertThat(changes)
                .extracting(MaintenanceChange::id)
                .containsOnly(changes.get(0).id());

        HttpResponse<String> withdrawn = client.send(path(id), HttpRequest.Builder::DELETE);
        assertThat(withdrawn.statusCode()).isEqualTo(200);
        assertThat(json(withdrawn)).isEqualTo(json(answer));
        assertThat(newest(id).value()).isNull();
        assertThat(changes(id)).hasSize(2 * Topics.PARTITIONS).last().matches(change -> change.planned() == null);
        HttpResponse<String> again = client.send(path(id), HttpRequest.Builder::DELETE);
        assertThat(again.statusCode()).isEqualTo(404);
        assertThat(again.body()).contains("unknown-maintenance");
    }

    @Test
    void forget_what_has_been_over_for_a_month() {
        String old = json(post("{\"sensors\": \"a\", \"from\": \"2020-01-01\", \"to\": \"2020-01-02\"}"))
                .get("id")
                .asString();
        post("{\"sensors\": \"b\", \"from\": \"2100-01-01\", \"to\": \"2100-01-02\"}");
        assertThat(newest(old).value()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{} | sensors is missing",
                "{'sensors': 'a b', 'from': 1, 'to': 2} | sensors is 'a b'",
                "{'sensors': 'a', 'to': '2026-01-01'} | from is missing; must be a time since 1970",
                "{'sensors': 'a', 'from': '2026-01-02', 'to': '2026-01-01'} | must be a time later than from",
                "{'sensors': 'a', 'from': '2026-01-02', 'to': '2026-01-03', 'until': 1} | only the fields by, from, note, sensors, to",
            })
    void refuse_what_can_not_be(String body, String reason) {
        HttpResponse<String> answer = post(body.replace('\'', '"'));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).get("detail").asString()).contains(reason);
    }

    private static List<MaintenanceChange> changes(String id) {
        return ingest.committedReadings().stream()
                .map(record -> (MaintenanceChange) EventJson.readReading(record.value()))
                .filter(change -> change.maintenance().equals(id))
                .toList();
    }

    private static ConsumerRecord<byte[], byte[]> newest(String id) {
        return ingest.committedMaintenance().stream()
                .filter(record -> new String(record.key(), StandardCharsets.UTF_8).equals(id))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private static String path(String id) {
        return "/api/v1/maintenance/" + id;
    }

    private static HttpResponse<String> post(String body) {
        return client.post("/api/v1/maintenance", "application/json", body);
    }
}
