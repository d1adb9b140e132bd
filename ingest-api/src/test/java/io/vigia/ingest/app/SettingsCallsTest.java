package io.vigia.ingest.app;

import static io.vigia.ingest.app.Client.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.contract.EventJson;
import io.vigia.contract.SensorPattern;
import io.vigia.contract.SensorSettings;
import io.vigia.contract.SettingsChange;
import io.vigia.contract.SettingsDocument;
import io.vigia.contract.SettingsRecord;
import io.vigia.contract.Topics;
import io.vigia.ingest.kafka.SettingsLog;
import io.vigia.testkit.StartsServers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Calls that change settings")
@StartsServers
class SettingsCallsTest {
    private static RunningIngest ingest;
    private static Client client;

    private final String sensor = "s-" + UUID.randomUUID();
    private final String pattern = sensor + "*";

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
    void answer_once_the_topic_and_every_partition_of_the_readings_have_the_change() {
        HttpResponse<String> created = put(pattern, "{\"unit\": \"bar\", \"limits\": {\"high\": 8}, \"muted\": null}");

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(json(created).get("pattern").asString()).isEqualTo(pattern);
        assertThat(json(created).get("settings").toString()).isEqualTo("{\"unit\":\"bar\",\"limits\":{\"high\":8.0}}");
        SettingsDocument document = Objects.requireNonNull(newest());
        assertThat(etag(created)).isEqualTo('"' + document.id() + '"');
        assertThat(document.settings().unit()).isEqualTo("bar");
        List<ConsumerRecord<byte[], byte[]>> events = events(document.id());
        assertThat(events).hasSize(Topics.PARTITIONS).allMatch(record -> record.key() == null);
        assertThat(events.stream().map(ConsumerRecord::partition)).doesNotHaveDuplicates();
        assertThat(EventJson.readReading(events.get(0).value()))
                .isEqualTo(new SettingsChange(document.id(), document.sensors(), document.settings()));

        HttpResponse<String> again = put(pattern, "{\"limits\": {\"high\": 8.0}, \"unit\": \"bar\"}");
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(etag(again)).isEqualTo(etag(created));
        assertThat(records()).hasSize(1);

        HttpResponse<String> removed = client.send(path(pattern), HttpRequest.Builder::DELETE);
        assertThat(removed.statusCode()).isEqualTo(200);
        assertThat(json(removed).get("settings")).isEqualTo(json(created).get("settings"));
        assertThat(newest()).isNull();
        assertThat(client.send(path(pattern), HttpRequest.Builder::DELETE).statusCode())
                .isEqualTo(404);
    }

    @Test
    void change_nothing_if_the_settings_have_changed_meanwhile() {
        String first = etag(put(pattern, "{\"sensitivity\": 2}"));
        String second = etag(put(pattern, "{\"sensitivity\": 3}", "If-Match", first));
        assertThat(second).isNotEqualTo(first);

        HttpResponse<String> late = put(pattern, "{\"sensitivity\": 4}", "If-Match", first);
        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(late.body()).contains("precondition-failed", second.replace("\"", "\\\""));
        assertThat(client.send(path(pattern), HttpRequest.Builder::DELETE, "If-Match", first)
                        .statusCode())
                .isEqualTo(412);
        assertThat(put(pattern, "{\"sensitivity\": 4}", "If-None-Match", "*").statusCode())
                .isEqualTo(412);
        assertThat(put(sensor, "{\"sensitivity\": 4}", "If-Match", "*").statusCode())
                .isEqualTo(412);
        assertThat(Objects.requireNonNull(newest()).settings().sensitivity()).isEqualTo(3);
    }

    @Test
    void are_made_one_after_another_over_all_replicas() {
        try (SettingsLog other = ingest.otherReplica()) {
            SensorPattern sensors = new SensorPattern(pattern);
            for (int i = 1; i <= 3; i++) {
                String ours = etag(put(pattern, "{\"minDeviation\": " + i + "}"));
                SettingsLog.Change change = other.change(
                        sensors, SensorSettings.of(Map.of("name", "the " + i + "th")), (former, all) -> {});
                assertThat(Objects.requireNonNull(change.former()).id())
                        .as("the other replica sees what this one wrote")
                        .isEqualTo(ours.replace("\"", ""));
                assertThat(put(pattern, "{\"minDeviation\": 9}", "If-Match", ours)
                                .statusCode())
                        .as("this one sees what the other one wrote")
                        .isEqualTo(412);
            }
            assertThatThrownBy(() -> other.change(sensors, null, (former, all) -> {
                        throw new IllegalArgumentException("no");
                    }))
                    .hasMessage("no");
        }
        assertThat(records()).hasSize(6);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"colour\": 1}                    | colour",
                "{\"unit\": \"\"}                   | unit",
                "{\"name\": 7}                      | name",
                "{\"place\": \"a\\u0007b\"}         | place",
                "{\"direction\": \"up\"}            | direction",
                "{\"minDeviation\": -1}             | minDeviation",
                "{\"minDeviation\": 1e999}          | minDeviation",
                "{\"limits\": {}}                   | limits",
                "{\"limits\": {\"low\": 3, \"high\": 3}} | limits",
                "{\"limits\": {\"lower\": 3}}       | limits",
                "{\"limits\": [1, 2]}               | limits",
                "{\"sensitivity\": 4.5}             | sensitivity",
                "{\"sensitivity\": \"2\"}           | sensitivity",
                "{\"coolDown\": \"5m\"}             | coolDown",
                "{\"coolDown\": \"never\"}          | coolDown",
                "{\"adoptAfter\": \"P400D\"}        | adoptAfter",
                "{\"silentAfter\": \"PT0S\"}        | silentAfter",
                "{\"season\": \"month\"}            | season",
                "{\"zone\": \"Madrid\"}             | zone",
                "{\"muted\": \"yes\"}               | muted"
            })
    void refuse_a_wrong_field_by_its_name_with_what_is_valid(String body, String field) {
        HttpResponse<String> refused = put(pattern, body);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).get("field").asString()).isEqualTo(field);
        assertThat(json(refused).get("detail").asString()).contains(field, "; must be ");
        assertThat(records()).isEmpty();
    }

    @Test
    void refuse_what_is_not_settings() {
        for (String body : List.of("", "[]", "7", "{\"unit\":\"a\",\"unit\":\"b\"}", "{")) {
            HttpResponse<String> refused = put(pattern, body);
            assertThat(refused.statusCode()).as(body).isEqualTo(400);
            assertThat(refused.body()).as(body).contains("malformed-body");
        }
        HttpResponse<String> refused = put("a%20b", "{}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).get("field").asString()).isEqualTo("pattern");
    }

    @Test
    void refuse_two_patterns_that_set_one_field_for_the_same_sensor_equally_strongly() {
        assertThat(put(sensor + "*-a", "{\"unit\": \"bar\", \"minDeviation\": 1}")
                        .statusCode())
                .isEqualTo(201);

        HttpResponse<String> tied = put(sensor + "*b*", "{\"unit\": \"psi\", \"name\": \"b\"}");
        assertThat(tied.statusCode()).isEqualTo(409);
        assertThat(tied.body()).contains("settings-conflict", sensor + "*-a", "both set unit;");
        assertThat(put(sensor + "*b*", "{\"name\": \"b\"}").statusCode())
                .as("another field")
                .isEqualTo(201);
        assertThat(put(sensor + "-*", "{\"unit\": \"psi\"}").statusCode())
                .as("a longer prefix")
                .isEqualTo(201);
    }

    private static String path(String pattern) {
        return "/api/v1/settings/" + pattern;
    }

    private static HttpResponse<String> put(String pattern, String body, String... headers) {
        return client.send(
                path(pattern),
                request -> request.header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(body)),
                headers);
    }

    private static String etag(HttpResponse<String> response) {
        return response.headers().firstValue("ETag").orElseThrow(() -> new AssertionError(response.body()));
    }

    private List<SettingsRecord> records() {
        return ingest.committedSettings().stream()
                .map(record -> SettingsRecord.read(record.key(), record.value()))
                .filter(record -> record.sensors().text().equals(pattern))
                .toList();
    }

    private SettingsDocument newest() {
        List<SettingsRecord> records = records();
        return records.get(records.size() - 1).document();
    }

    private List<ConsumerRecord<byte[], byte[]>> events(String id) {
        return ingest.committedReadings().stream()
                .filter(record -> EventJson.readReading(record.value()).id().equals(id))
                .toList();
    }
}
