package io.vigia.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigia.testkit.SseListener;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@DisplayName("Customers with keys for some sensors, in one installation")
class SharedInstallationTest {
    private static final CallerKey ANA = CallerKey.random();
    private static final CallerKey LUIS = CallerKey.random();

    @TempDir
    static Path folder;

    private static ServiceProcess vigia;
    private static Calls ana;
    private static Calls luis;

    @BeforeAll
    static void start() throws IOException {
        Path keys = Files.writeString(
                folder.resolve("keys"),
                ANA.line("administer ana.*,common ana") + LUIS.line("send,read,operate luis.* luis"));
        vigia = new ServiceProcess(
                        "up",
                        Map.of(
                                "VIGIA_KAFKA_PORT",
                                "0",
                                "VIGIA_AUTH_KEYS_FILE",
                                keys.toString(),
                                "DETECT_WAIT_MS",
                                "60000",
                                "INGEST_ACK_TIMEOUT_MS",
                                "60000"),
                        folder)
                .awaitReady();
        Calls calls = new Calls(vigia, vigia);
        ana = calls.with("X-API-Key", ANA.text());
        luis = calls.with("X-API-Key", LUIS.text());
    }

    @AfterAll
    static void stop() {
        vigia.close();
    }

    private static void fault(Calls calls, String sensor) throws IOException {
        for (int i = 0; i < 40; i++) {
            calls.json("/nuevo?dato=" + (20 + i % 3) + "&sensor=" + sensor);
        }
        assertThat(calls.json("/detectar?dato=95&sensor=" + sensor)
                        .get("anomalia")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void see_their_own_sensors_alone() throws Exception {
        try (SseListener listener = luis.listen("/api/v1/stream?only=anomalies")) {
            fault(ana, "ana.oven");
            fault(luis, "luis.oven");
            assertThat(listener.await(1))
                    .allMatch(event -> event.data().get("sensor").asString().equals("luis.oven"));
        }
        await().untilAsserted(() -> assertThat(sensors(ana, "/api/v1/sensors"))
                .contains("ana.oven")
                .allMatch(sensor -> sensor.startsWith("ana.")));
        assertThat(sensors(luis, "/api/v1/sensors"))
                .contains("luis.oven")
                .allMatch(sensor -> sensor.startsWith("luis."));
        assertThat(sensors(luis, "/api/v1/sensors?search=oven")).containsExactly("luis.oven");
        assertThat(sensors(luis, "/api/v1/anomalies")).containsOnly("luis.oven");
        await().untilAsserted(() ->
                assertThat(sensors(luis, "/api/v1/incidents?sensor=*oven")).containsExactly("luis.oven"));
        String incident =
                ana.json("/api/v1/incidents").get("items").get(0).get("id").asString();
        for (String path : List.of(
                "/listar?sensor=ana.oven",
                "/nuevo?dato=1&sensor=ana.oven",
                "/nuevo?dato=1",
                "/detectar?dato=1&sensor=ana.oven",
                "/api/v1/sensors/ana.oven/readings",
                "/api/v1/sensors/ana.oven/anomalies",
                "/api/v1/sensors/ana.oven/settings",
                "/api/v1/settings/ana.*",
                "/api/v1/stream?sensor=ana.oven",
                "/api/v1/incidents/" + incident)) {
            assertRefused(luis.get(path), path);
        }
        assertRefused(luis.askBacktest("{\"sensor\": \"ana.oven\", \"from\": 0, \"to\": 1}"), "back-test");
        assertRefused(luis.post("/api/v1/incidents/" + incident + "/close", "application/json", "{}"), "close");
        assertRefused(luis.post("/api/v1/sensors/ana.oven/recalibrate", "application/json", "{}"), "recalibrate");
    }

    @Test
    void can_refer_to_no_pattern_that_has_sensors_of_others() throws IOException {
        assertThat(ana.putSettings("ana.*", "{\"unit\": \"bar\"}").statusCode()).isEqualTo(201);
        assertThat(ana.putSettings("common", "{\"unit\": \"bar\"}").statusCode())
                .isEqualTo(201);
        for (String pattern : List.of("*", "an*", "luis.*", "ana", "*ana.*")) {
            assertRefused(ana.putSettings(pattern, "{\"unit\": \"bar\"}"), pattern);
        }
        assertThat(luis.json("/api/v1/settings").get("items")).isEmpty();

        String work = "{\"sensors\": \"%s\", \"from\": \"2026-03-01T08:00Z\", \"to\": \"2026-03-01T12:00Z\"}";
        assertRefused(luis.post("/api/v1/maintenance", "application/json", work.formatted("*")), "work on all");
        HttpResponse<String> planned = ana.post("/api/v1/maintenance", "application/json", work.formatted("ana.*"));
        assertThat(planned.statusCode()).isEqualTo(201);
        String id = Calls.JSON.readTree(planned.body()).get("id").asString();
        await().untilAsserted(() ->
                assertThat(ana.json("/api/v1/maintenance").get("items")).hasSize(1));
        assertThat(luis.json("/api/v1/maintenance").get("items")).isEmpty();
        assertRefused(luis.delete("/api/v1/maintenance/" + id), "withdraw");
        assertThat(ana.delete("/api/v1/maintenance/" + id).statusCode()).isEqualTo(200);
    }

    @Test
    void send_a_batch_from_which_readings_of_others_are_refused_one_by_one() throws IOException {
        HttpResponse<String> mixed = luis.post("/api/v1/readings", "application/x-ndjson", """
                {"sensor": "luis.batch", "value": 1}
                {"sensor": "ana.batch", "value": 1}
                """);
        JsonNode results = Calls.JSON.readTree(mixed.body());
        assertThat(results.get("accepted").asInt()).as(mixed.body()).isEqualTo(1);
        assertThat(mixed.body()).contains("a sensor that the key of the call is for");
    }

    @Test
    void delete_their_own_sensors_alone_when_they_delete_all() throws IOException {
        luis.json("/nuevo?dato=1&sensor=luis.stays");
        ana.json("/nuevo?dato=1&sensor=ana.goes");
        await().untilAsserted(() -> {
            assertThat(sensors(luis, "/api/v1/sensors")).contains("luis.stays");
            assertThat(sensors(ana, "/api/v1/sensors")).contains("ana.goes");
        });
        assertRefused(ana.get("/borrar?sensor=luis.stays"), "/borrar");
        assertThat(ana.get("/borrar?sensor=*").statusCode()).isEqualTo(200);
        await().untilAsserted(() -> assertThat(sensors(ana, "/api/v1/sensors")).isEmpty());
        assertThat(sensors(luis, "/api/v1/sensors")).contains("luis.stays");
    }

    private static List<String> sensors(Calls calls, String path) throws IOException {
        return calls.json(path)
                .get("items")
                .valueStream()
                .map(item -> item.path("sensor").asString(item.path("id").asString("")))
                .distinct()
                .toList();
    }

    private static void assertRefused(HttpResponse<String> answer, String what) {
        assertThat(answer.statusCode()).as(what + ": " + answer.body()).isEqualTo(403);
        assertThat(answer.body()).as(what).contains("urn:vigia:problem:other-sensor");
    }
}
