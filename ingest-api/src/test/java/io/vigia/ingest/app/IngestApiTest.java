package io.vigia.ingest.app;

import static io.vigia.ingest.app.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.contract.Deletion;
import io.vigia.contract.Reading;
import io.vigia.contract.TsSource;
import io.vigia.testkit.StartsServers;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** ingest-api over HTTP, with a real broker behind it and a stand-in for the detector. */
@StartsServers
class IngestApiTest {
    private static final String V1 = "/api/v1/readings";

    private static RunningIngest ingest;
    private static Detector detector;
    private static Client client;
    private static Client management;

    private final String sensor = "s-" + UUID.randomUUID();

    @BeforeAll
    static void start() throws InterruptedException {
        ingest = new RunningIngest();
        client = ingest.client();
        management = ingest.management();
        detector = ingest.newDetector();
    }

    @AfterAll
    static void stop() {
        detector.close();
        ingest.close();
    }

    @Test
    void nuevo_answers_once_the_reading_is_in_the_log() {
        HttpResponse<String> response = client.get("/nuevo?dato=13&sensor=" + sensor);

        assertThat(response.statusCode()).isEqualTo(200);
        Reading stored = onlyReading();
        JsonNode answer = json(response);
        assertThat(answer.propertyNames()).containsExactly("sensor", "dato", "ts", "fecha", "hostname");
        assertThat(answer.get("dato").asDouble()).isEqualTo(13);
        assertThat(answer.get("hostname").asString()).isEqualTo("nodo-a");
        assertThat(answer.get("ts").asLong()).isEqualTo(stored.ts());
        assertThat(stored.value()).isEqualTo(13);
        assertThat(stored.tsSource()).isEqualTo(TsSource.SERVER);
        assertThat(stored.detect()).isFalse();
    }

    @Test
    void nuevo_speaks_as_it_always_has_to_browsers_and_in_text() {
        assertThat(client.get("/nuevo?dato=13&sensor=" + sensor, "Accept", "text/plain")
                        .body())
                .isEqualTo("Medición recibida: 13.0\n");
        assertThat(client.get("/nuevo?dato=13", "Accept", "text/plain").body())
                .as("of the sensor that calls need not name")
                .isEqualTo("Temperatura recibida: 13.0°C\n");
        assertThat(client.get("/nuevo?dato=-2.5&sensor=" + sensor, "Accept", "text/html")
                        .body())
                .contains("Medición recibida: -2.5</p>", "<h1>Medición recibida</h1>");
    }

    @Test
    void nuevo_takes_a_form_and_the_time_of_the_client() {
        HttpResponse<String> response = client.post(
                "/nuevo", "application/x-www-form-urlencoded", "dato=1e2&ts=2025-11-28T16%3A54%3A21&sensor=" + sensor);

        assertThat(response.statusCode()).isEqualTo(200);
        Reading stored = onlyReading();
        assertThat(stored.ts()).isEqualTo(1764348861000L);
        assertThat(stored.tsSource()).isEqualTo(TsSource.CLIENT);
        assertThat(stored.value()).isEqualTo(100);
    }

    @Test
    void detectar_answers_with_the_verdict() {
        JsonNode answer = json(client.get("/detectar?dato=95&sensor=" + sensor));

        assertThat(answer.propertyNames())
                .containsExactly(
                        "sensor",
                        "dato",
                        "ts",
                        "fecha",
                        "hostname",
                        "estado",
                        "anomalia",
                        "motivo",
                        "prediccion",
                        "error",
                        "umbral",
                        "inferior",
                        "superior",
                        "ventana",
                        "faltan",
                        "modelo");
        assertThat(answer.get("anomalia").asBoolean()).isTrue();
        assertThat(answer.get("motivo").asString()).isEqualTo("valor");
        assertThat(answer.get("estado").asString()).isEqualTo("scored");
        assertThat(answer.get("error").asDouble()).isEqualTo(25);
        assertThat(answer.get("umbral").asDouble()).isEqualTo(2);
        assertThat(answer.get("ventana")).hasSize(2);
        assertThat(answer.get("faltan").isNull()).isTrue();
        assertThat(onlyReading().detect()).isTrue();
    }

    @Test
    void detectar_speaks_as_it_always_has() {
        assertThat(client.get("/detectar?dato=95&sensor=" + sensor, "Accept", "text/plain")
                        .body())
                .startsWith("¡Anomalía detectada!")
                .contains("69.5, 70.5");
        assertThat(client.get("/detectar?dato=70&sensor=" + sensor, "Accept", "text/html")
                        .body())
                .contains("No se detectaron anomalías", "<dt>Ventana</dt>");
    }

    @Test
    void a_sensor_that_warms_up_says_how_many_are_missing() {
        JsonNode answer = json(client.get("/detectar?dato=5&sensor=new-" + sensor.substring(0, 20)));

        assertThat(answer.get("estado").asString()).isEqualTo("warming_up");
        assertThat(answer.get("faltan").asInt()).isEqualTo(7);
        assertThat(answer.get("prediccion").isNull()).isTrue();
        assertThat(answer.get("umbral").isNull()).isTrue();
        assertThat(answer.get("anomalia").asBoolean()).isFalse();
    }

    @Test
    void who_does_not_want_to_wait_is_told_where_to_ask() {
        HttpResponse<String> response = client.get("/detectar?dato=95&sensor=" + sensor, "Prefer", "respond-async");

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.headers().firstValue("Location"))
                .hasValue("/api/v1/detections/" + onlyReading().id());
    }

    @Test
    void borrar_answers_once_the_store_has_applied_it() {
        client.get("/nuevo?dato=1&sensor=" + sensor);
        HttpResponse<String> response = client.get("/borrar?sensor=" + sensor);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).get("borrado").asBoolean()).isTrue();
        assertThat(ingest.events(sensor)).hasSize(2).last().isInstanceOf(Deletion.class);
    }

    @Test
    void borrar_that_does_not_wait_says_where_to_ask() {
        HttpResponse<String> response = client.get("/borrar?sensor=" + sensor, "Prefer", "wait=0");

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.headers().firstValue("Location").orElseThrow()).startsWith("/api/v1/detections/");
    }

    @Test
    void borrar_of_all_sends_one_deletion_to_each_known_sensor() {
        client.get("/nuevo?dato=1&sensor=" + sensor);
        HttpResponse<String> response = client.get("/borrar?sensor=*", "Prefer", "wait=30");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).get("sensores").asInt()).isPositive();
        assertThat(ingest.events(sensor)).last().isInstanceOf(Deletion.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/x-ndjson", "text/csv", "text/plain"})
    void every_form_of_body_is_taken_and_each_record_has_its_result(String type) {
        HttpResponse<String> response = client.post(V1 + "?precision=ms", type, three(type));

        assertThat(response.statusCode()).isEqualTo(207);
        JsonNode answer = json(response);
        assertThat(answer.get("accepted").asInt()).isEqualTo(2);
        assertThat(answer.get("rejected").asInt()).isEqualTo(1);
        assertThat(answer.at("/items/0/status").asString()).isEqualTo("accepted");
        assertThat(answer.at("/items/1/status").asString()).isEqualTo("rejected");
        assertThat(answer.at("/items/1/field").asString()).isEqualTo("value");
        assertThat(answer.at("/items/1/received").asString()).isNotEmpty();
        assertThat(answer.at("/items/2/ts").asLong()).isEqualTo(2000);
        assertThat(readings()).extracting(Reading::value).containsExactly(1.5, 3.0);
        assertThat(readings())
                .extracting(Reading::id)
                .containsExactly(
                        answer.at("/items/0/id").asString(),
                        answer.at("/items/2/id").asString());
    }

    private String three(String type) {
        return switch (type) {
            case "application/json" ->
                "[" + object("1.5", 1000) + "," + object("\"x\"", 1500) + "," + object("3", 2000) + "]";
            case "application/x-ndjson" ->
                object("1.5", 1000) + "\n" + object("\"x\"", 1500) + "\r\n\n" + object("3", 2000);
            case "text/csv" ->
                "sensor,ts,value\n" + sensor + ",1000,1.5\n" + sensor + ",1500,x\n" + sensor + ",2000,3\n";
            default ->
                sensor + " value=1.5 1000\n" + sensor + " value=\"x\" 1500\nm,sensor=" + sensor + " value=3i 2000";
        };
    }

    private String object(String value, long ts) {
        return "{\"sensor\":\"" + sensor + "\",\"value\":" + value + ",\"ts\":" + ts + "}";
    }

    @Test
    void a_packed_body_is_unpacked() throws IOException {
        HttpResponse<String> response = client.post(
                V1,
                "application/json",
                RunningIngest.gzip(object("4", 1000).getBytes(StandardCharsets.UTF_8)),
                "Content-Encoding",
                "gzip");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(onlyReading().value()).isEqualTo(4);
    }

    @Test
    void who_wants_little_back_gets_what_was_refused_alone() {
        HttpResponse<String> response =
                client.post(V1, "application/x-ndjson", object("1", 1000) + "\n{}", "Prefer", "return=minimal");

        assertThat(json(response).get("accepted").asInt()).isEqualTo(1);
        assertThat(json(response).get("items")).hasSize(1);
    }

    @Test
    void metrics_tell_what_came_and_what_was_refused() {
        client.get("/nuevo?dato=1&sensor=" + sensor);
        client.get("/nuevo?dato=x");
        client.get("/detectar?dato=1&sensor=" + sensor);

        assertThat(management.get("/metrics").body())
                .containsPattern("vigia_readings_in_total(\\{[^}]*})? [1-9]")
                .containsPattern("vigia_readings_rejected_total\\{reason=\"value\"} [1-9]")
                .contains("vigia_ack_seconds_bucket", "vigia_detect_seconds_bucket", "vigia_sensors_known");
    }

    private Reading onlyReading() {
        List<Reading> readings = readings();
        assertThat(readings).hasSize(1);
        return readings.get(0);
    }

    private List<Reading> readings() {
        return ingest.readings(sensor);
    }
}
