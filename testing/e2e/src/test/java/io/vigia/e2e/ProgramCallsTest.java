package io.vigia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.testkit.SseListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@DisplayName("The calls for programs")
class ProgramCallsTest {
    private static final String READINGS = "/api/v1/readings";

    private final Target vigia = Target.shared();
    private final String sensor = Target.newSensor();

    @Test
    void take_every_form_of_readings() throws IOException {
        accepted("application/json", "{\"sensor\":\"%s\",\"ts\":1000,\"value\":1}", 1);
        accepted("application/json", "[{\"sensor\":\"%s\",\"ts\":2000,\"value\":2}]", 1);
        accepted("application/x-ndjson", "{\"sensor\":\"%s\",\"ts\":3000,\"value\":3}\n", 1);
        accepted("text/csv", "timestamp,sensor,value\n4000,%s,4\n1970-01-01T00:00:05Z,%s,5\n", 2);
        post(READINGS + "?precision=ms", "text/plain", "boiler,sensor=%s value=6 6000", 1);
        vigia.awaitStored();
        assertThat(values()).containsExactly(1.0, 2.0, 3.0, 4.0, 5.0, 6.0);
    }

    @Test
    void take_gzip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(("{\"sensor\":\"" + sensor + "\",\"ts\":1,\"value\":1}").getBytes(StandardCharsets.UTF_8));
        }
        HttpResponse<String> answer =
                vigia.calls().post(READINGS, "application/json", bytes.toByteArray(), "Content-Encoding", "gzip");
        assertThat(answer.statusCode()).isEqualTo(200);
        vigia.awaitStored();
        assertThat(values()).containsExactly(1.0);
    }

    @Test
    void a_bad_line_names_itself_and_its_reason_and_costs_its_neighbours_nothing() throws IOException {
        String body = """
            {"sensor":"%s","ts":1,"value":1}
            {"sensor":"%s","ts":2,"value":"warm"}
            {"sensor":"%s","ts":3,"value":3}
            """.replace("%s", sensor);
        HttpResponse<String> answer = vigia.calls().post(READINGS, "application/x-ndjson", body);
        assertThat(answer.statusCode()).isEqualTo(207);
        JsonNode items = Calls.JSON.readTree(answer.body()).get("items");
        assertThat(items).hasSize(3);
        assertThat(items.get(0).get("status").asString()).isEqualTo("accepted");
        assertThat(items.get(1).get("status").asString()).isEqualTo("rejected");
        assertThat(items.get(1).get("line").asInt()).isEqualTo(2);
        assertThat(items.get(1).toString()).contains("value").contains("warm");
        vigia.awaitStored();
        assertThat(values()).containsExactly(1.0, 3.0);
    }

    @Test
    void a_verdict_is_had_by_long_poll_from_a_replica_that_never_took_the_reading() throws IOException {
        String id = "asked-" + sensor;
        post(READINGS, "application/json", "{\"id\":\"" + id + "\",\"sensor\":\"%s\",\"value\":1,\"detect\":true}", 1);
        JsonNode verdict = vigia.calls().json("/api/v1/detections/" + id + "?wait=10");
        assertThat(verdict.get("id").asString()).isEqualTo(id);
        assertThat(verdict.get("status").asString()).isEqualTo("warming_up");
        assertThat(verdict.get("window")).isEmpty();
        assertThat(verdict.get("prediction").isNull()).isTrue();
    }

    @Test
    void an_unanswered_detectar_names_where_its_verdict_will_be() throws IOException {
        HttpResponse<String> accepted =
                vigia.calls().get("/detectar?dato=5&sensor=" + sensor, "Prefer", "respond-async");
        assertThat(accepted.statusCode()).isEqualTo(202);
        String location = accepted.headers().firstValue("location").orElseThrow();
        assertThat(location).startsWith("/api/v1/detections/");
        assertThat(vigia.calls().json(location + "?wait=10").get("value").asInt())
                .isEqualTo(5);
    }

    @Test
    void pages_put_together_are_the_whole() throws IOException {
        StringBuilder lines = new StringBuilder("timestamp,value\n");
        for (int i = 0; i < 250; i++) {
            lines.append(1_000L * i).append(',').append(i).append('\n');
        }
        post(READINGS + "?sensor=" + sensor, "text/csv", lines.toString(), 250);
        vigia.awaitStored();
        List<Integer> all = new ArrayList<>();
        String next = null;
        do {
            JsonNode page = vigia.calls()
                    .json("/api/v1/sensors/" + sensor + "/readings?order=asc&limit=99"
                            + (next == null ? "" : "&cursor=" + Calls.encode(next)));
            page.get("items").forEach(item -> all.add(item.get("value").asInt()));
            next = page.get("next").isNull() ? null : page.get("next").asString();
        } while (next != null);
        assertThat(all).hasSize(250).isSorted().doesNotHaveDuplicates();
        JsonNode buckets = vigia.calls()
                .json("/api/v1/sensors/" + sensor + "/readings?aggregation=max&bucket=1m&from=0&to=239999");
        assertThat(buckets.get("items")).hasSize(4);
    }

    @Test
    void the_sensor_is_listed_and_its_anomalies_are_whole_events() throws IOException {
        for (double value : new double[] {72, 73, 74, 71, 73, 72, 72.51, 73.11, 75, 75.3, 75}) {
            post(READINGS, "application/json", "{\"sensor\":\"%s\",\"value\":" + value + "}", 1);
        }
        post(READINGS, "application/json", "{\"sensor\":\"%s\",\"value\":95}", 1);
        vigia.awaitStored();
        JsonNode anomalies =
                vigia.calls().json("/api/v1/sensors/" + sensor + "/anomalies").get("items");
        assertThat(anomalies).hasSize(1);
        assertThat(anomalies.get(0).get("value").asInt()).isEqualTo(95);
        assertThat(anomalies.get(0).get("window")).hasSize(10);
        assertThat(vigia.calls().get("/api/v1/sensors?limit=1000").body()).contains("\"" + sensor + "\"");
    }

    @Test
    void who_listens_is_told_of_each_verdict_while_it_still_listens() throws Exception {
        try (SseListener listener = vigia.calls().listen("/api/v1/stream?sensor=" + sensor)) {
            for (int value = 1; value <= 3; value++) {
                post(READINGS, "application/json", "{\"sensor\":\"%s\",\"value\":" + value + "}", 1);
                assertThat(listener.await(value))
                        .last()
                        .extracting(event -> event.data().get("value").asInt())
                        .isEqualTo(value);
            }
            assertThat(listener.ended()).isFalse();
        }
    }

    private void accepted(String contentType, String body, int count) throws IOException {
        post(READINGS, contentType, body, count);
    }

    private void post(String path, String contentType, String body, int count) throws IOException {
        HttpResponse<String> answer = vigia.calls().post(path, contentType, body.replace("%s", sensor));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(Calls.JSON.readTree(answer.body()).get("accepted").asInt()).isEqualTo(count);
    }

    private List<Double> values() throws IOException {
        List<Double> values = new ArrayList<>();
        vigia.calls()
                .json("/api/v1/sensors/" + sensor + "/readings?order=asc")
                .get("items")
                .forEach(item -> values.add(item.get("value").asDouble()));
        return values;
    }
}
