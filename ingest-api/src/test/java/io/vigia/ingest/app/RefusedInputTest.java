package io.vigia.ingest.app;

import static io.vigia.ingest.app.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.contract.Reading;
import io.vigia.contract.ReadingEvent;
import io.vigia.testkit.StartsServers;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What ingest-api does not take: each is named, with what came and what is allowed, and nothing of it is stored. */
@StartsServers
class RefusedInputTest {
    private static final String V1 = "/api/v1/readings";

    private static RunningIngest ingest;
    private static Client client;

    private final String sensor = "s-" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        ingest = new RunningIngest();
        client = ingest.client();
    }

    @AfterAll
    static void stop() {
        ingest.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?dato=",
                "?dato=abc",
                "?dato=NaN",
                "?dato=Infinity",
                "?dato=1e999",
                "?dato=21,5",
                "?dato=0x1p3",
                "?dato=1d",
                "?dato=%C3%A9"
            })
    void what_is_no_number_is_refused_by_name(String query) {
        for (String call : List.of("/nuevo", "/detectar")) {
            HttpResponse<String> response =
                    client.get(call + query + (query.isEmpty() ? "?" : "&") + "sensor=" + sensor);

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(json(response).get("field").asString()).isEqualTo("dato");
            assertThat(json(response).get("detail").asString()).contains("dato", "número decimal");
        }
        assertThat(readings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "dato=1&dato=2, dato",
        "dato=1&sensor=a&sensor=b, sensor",
        "dato=1&ts=1&ts=2, ts",
        "dato=1&timestamp=ayer, timestamp",
        "dato=1&time=, time"
    })
    void a_parameter_given_twice_and_a_time_in_another_name_are_not_passed_over(String query, String field) {
        String named = field.equals("sensor") ? "" : "&sensor=" + sensor;
        isRefused("/nuevo?" + query + named, field);
        isRefused("/detectar?" + query + named, field);
        assertThat(readings()).isEmpty();
    }

    @Test
    void the_time_of_a_classic_call_may_be_called_as_in_json() {
        client.get("/nuevo?dato=1&timestamp=1763740800&sensor=" + sensor);
        assertThat(onlyReading().ts()).isEqualTo(1_763_740_800_000L);
    }

    @Test
    void a_form_that_is_packed_or_too_large_is_refused_for_that() {
        String form = "application/x-www-form-urlencoded";
        HttpResponse<String> response =
                client.post("/nuevo", form, "dato=1&sensor=" + sensor, "Content-Encoding", "gzip");
        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(json(response).get("detail").asString()).isEqualTo("Content-Encoding es 'gzip'; debe ser identity");

        response = client.post("/nuevo", form, "dato=1&sensor=" + sensor + "&x=" + "x".repeat(3_000_000));
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(json(response).get("detail").asString()).contains("más de 2 MB");
        assertThat(readings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "ayer", "", "99999999999999", "NaN", "2025-13-01", "2025-11-28T25:00:00Z"})
    void a_time_that_cannot_be_is_refused_by_name(String ts) {
        isRefused("/nuevo?dato=1&sensor=" + sensor + "&ts=" + ts, "ts");
        assertThat(readings()).isEmpty();
    }

    @Test
    void a_time_more_than_five_minutes_ahead_is_refused() {
        long now = System.currentTimeMillis();
        isRefused("/nuevo?dato=1&sensor=" + sensor + "&ts=" + (now + 3_600_000), "ts");
        assertThat(readings()).isEmpty();
        assertThat(client.get("/nuevo?dato=1&sensor=" + sensor + "&ts=" + (now + 200_000))
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a%20b", "%C3%B1", "a/b", "a,b", "*", "%00", "a%0A"})
    void a_sensor_that_cannot_be_is_refused_by_name(String id) {
        List<ReadingEvent> before = ingest.events();
        isRefused("/nuevo?dato=1&sensor=" + id, "sensor");
        isRefused("/detectar?dato=1&sensor=" + id, "sensor");
        assertThat(ingest.events()).isEqualTo(before);
    }

    @Test
    void a_sensor_id_has_64_characters_and_not_one_more() {
        String longest = sensor + "x".repeat(64 - sensor.length());
        assertThat(client.get("/nuevo?dato=1&sensor=" + longest).statusCode()).isEqualTo(200);
        isRefused("/nuevo?dato=1&sensor=" + longest + "x", "sensor");
        HttpResponse<String> body = client.post(V1, "text/csv", "sensor,value\n" + longest + "x,1\n");
        assertThat(body.statusCode()).isEqualTo(207);
        assertThat(json(body).at("/items/0/field").asString()).isEqualTo("sensor");
        assertThat(ingest.readings(longest)).hasSize(1);
        assertThat(ingest.readings(longest + "x")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ".."})
    void a_name_that_no_url_can_hold_is_refused_for_new_readings_alone(String name) {
        isRefused("/nuevo?dato=1&sensor=" + name, "sensor");
        assertThat(json(client.get("/nuevo?dato=1&sensor=" + name))
                        .get("detail")
                        .asString())
                .isEqualTo("sensor es '" + name
                        + "'; debe ser un nombre distinto de . y .., que no caben en la ruta de una URL");
        for (String body :
                List.of("{\"sensor\":\"" + name + "\",\"value\":1}", "{\"id\":\"" + name + "\",\"value\":1}")) {
            HttpResponse<String> response = client.post(V1, "application/json", body);
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(json(response).at("/items/0/allowed").asString()).contains("cannot be addressed in a URL");
        }
        assertThat(client.get("/borrar?sensor=" + name, "Prefer", "respond-async")
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void head_stores_and_deletes_nothing() {
        List<ReadingEvent> before = ingest.events();
        for (String path : List.of("/nuevo?dato=1", "/detectar?dato=1", "/borrar?sensor=*", V1)) {
            HttpResponse<String> response =
                    client.send(path, request -> request.method("HEAD", HttpRequest.BodyPublishers.noBody()));
            assertThat(response.statusCode()).isEqualTo(405);
            assertThat(response.headers().firstValue("Allow").orElseThrow()).contains("POST");
        }
        assertThat(ingest.events()).isEqualTo(before);
    }

    @Test
    void a_broken_gzip_body_is_told_from_a_missing_one() throws IOException {
        byte[] packed = RunningIngest.gzip(object("4", 1000).getBytes(StandardCharsets.UTF_8));
        for (byte[] broken :
                List.of(Arrays.copyOf(packed, packed.length - 3), Arrays.copyOf(packed, packed.length + 3))) {
            HttpResponse<String> response = client.post(V1, "application/json", broken, "Content-Encoding", "gzip");
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(json(response).get("title").asString()).isEqualTo("The gzip data is malformed");
        }
        assertThat(readings()).isEmpty();
    }

    @Test
    void a_pause_between_the_members_of_a_gzip_body_is_not_its_end() throws Exception {
        byte[] first = RunningIngest.gzip((object("1", 1000) + "\n").getBytes(StandardCharsets.UTF_8));
        byte[] second = RunningIngest.gzip((object("2", 2000) + "\n").getBytes(StandardCharsets.UTF_8));
        try (Socket socket = new Socket("localhost", ingest.port())) {
            String head = "POST " + V1
                    + " HTTP/1.1\r\nHost: vigia_gateway:4000\r\nContent-Type: application/x-ndjson\r\n"
                    + "Content-Encoding: gzip\r\nConnection: close\r\nContent-Length: " + (first.length + second.length)
                    + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(first);
            Thread.sleep(500);
            socket.getOutputStream().write(second);
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 200")
                    .contains("\"accepted\":2");
        }
        assertThat(readings()).extracting(Reading::value).containsExactly(1.0, 2.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nuevo?dato=%zz", "/nuevo?dato=1&sensor=%ff%fe"})
    void a_query_that_cannot_be_decoded_is_a_bad_request(String path) throws IOException {
        assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json");
    }

    @Test
    void another_method_or_type_is_refused_by_name() {
        HttpResponse<String> put =
                client.send("/nuevo?dato=1", request -> request.PUT(HttpRequest.BodyPublishers.noBody()));
        assertThat(put.statusCode()).isEqualTo(405);
        assertThat(put.headers().firstValue("Allow").orElseThrow()).contains("GET", "POST");
        HttpResponse<String> typed = client.post("/nuevo", "application/json", "{\"dato\":1}");
        assertThat(typed.statusCode()).isEqualTo(415);
        assertThat(json(typed).get("field").asString()).isEqualTo("Content-Type");
        assertThat(client.get(V1).statusCode()).isEqualTo(405);
    }

    @Test
    void a_body_that_unpacks_to_too_much_is_refused_and_nothing_is_stored() throws IOException {
        byte[] bomb =
                RunningIngest.gzip((object("4", 1000) + "\n").repeat(100_000).getBytes(StandardCharsets.UTF_8));

        HttpResponse<String> response = client.post(V1, "application/x-ndjson", bomb, "Content-Encoding", "gzip");

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(json(response).get("detail").asString()).contains("INGEST_MAX_BODY_BYTES");
        assertThat(readings()).isEmpty();
    }

    @Test
    void too_large_a_body_or_too_many_records_are_refused_and_nothing_is_stored() {
        String large = object("4", 1000) + " ".repeat(100_000);
        assertThat(client.post(V1, "application/json", large).statusCode()).isEqualTo(413);
        String many = "value\n" + "1\n".repeat(1_001);
        HttpResponse<String> response = client.post(V1 + "?sensor=" + sensor, "text/csv", many);
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(json(response).get("detail").asString()).contains("1001", "INGEST_MAX_RECORDS");
        assertThat(readings()).isEmpty();
    }

    @Test
    void a_body_that_is_not_utf8_or_not_gzip_is_refused_and_nothing_is_stored() {
        byte[] latin = ("[{\"sensor\":\"" + sensor + "\",\"value\":1},\u00f1").getBytes(StandardCharsets.ISO_8859_1);
        HttpResponse<String> response = client.post(V1, "application/json", latin);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).get("received").asString()).isEqualTo("byte 0xf1");
        assertThat(client.post(V1, "application/json", latin, "Content-Encoding", "gzip")
                        .statusCode())
                .isEqualTo(400);
        assertThat(client.post(V1, "text/csv", "value\n1".getBytes(StandardCharsets.UTF_16))
                        .statusCode())
                .isEqualTo(400);
        assertThat(readings()).isEmpty();
    }

    @Test
    void a_batch_of_refused_readings_is_answered_with_their_results_and_is_no_bad_request() {
        String ahead = Long.toString(System.currentTimeMillis() + 3_600_000);
        for (HttpResponse<String> response : List.of(
                client.post(V1, "text/plain", sensor + " value=1 " + ahead + "000000\n"),
                client.post(V1, "text/csv", "ts,sensor,value\n" + ahead + "," + sensor + ",1\n"),
                client.post(V1, "application/x-ndjson", object("1", Long.parseLong(ahead))),
                client.post(V1, "application/json", "[" + object("1", Long.parseLong(ahead)) + "]"))) {
            assertThat(response.statusCode()).as(response.body()).isEqualTo(207);
            assertThat(json(response).get("rejected").asInt()).isEqualTo(1);
            assertThat(json(response).at("/items/0/detail").asString()).contains("five minutes ahead");
        }
        assertThat(client.post(V1, "application/json", object("1", Long.parseLong(ahead)))
                        .statusCode())
                .isEqualTo(400);
        assertThat(readings()).isEmpty();
    }

    @Test
    void a_body_of_another_form_than_it_says_is_a_bad_request() {
        assertThat(client.post(V1, "text/plain", object("1", 1000)).statusCode())
                .isEqualTo(400);
        assertThat(client.post(V1, "application/x-ndjson", "value\n1\n").statusCode())
                .isEqualTo(400);
        assertThat(readings()).isEmpty();
    }

    @Test
    void a_value_that_replaces_another_of_the_body_says_so() {
        HttpResponse<String> response = client.post(
                V1,
                "application/json",
                "[" + object("1", 1000) + "," + object("2", 1000) + "," + object("2", 1000) + "]");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).at("/items/1/status").asString()).isEqualTo("accepted");
        assertThat(json(response).at("/items/1/detail").asString())
                .contains("replaces the value 1.0 of line 1", "same sensor and time", "1970-01-01T00:00:01Z");
        assertThat(json(response).at("/items/2/detail").asString()).doesNotContain("replaces");
        assertThat(readings()).hasSize(3);
    }

    @Test
    void the_tags_that_name_a_sensor_may_be_chosen() {
        String body =
                "m,host=" + sensor + ",cpu=cpu0 value=1 1764348861\nm,host=" + sensor + ",cpu=cpu1 value=2 1764348861";
        HttpResponse<String> all = client.post(V1, "text/plain", body);
        HttpResponse<String> chosen = client.post(V1 + "?sensor_tags=cpu", "text/plain", body);

        assertThat(json(all).at("/items/0/sensor").asString())
                .startsWith("m:cpu:cpu0:host:s-")
                .isNotEqualTo(json(all).at("/items/1/sensor").asString());
        assertThat(json(chosen).at("/items/1/sensor").asString()).isEqualTo("m:cpu1");
        assertThat(json(chosen).at("/items/1/ts").asLong()).isEqualTo(1_764_348_861_000L);
    }

    @Test
    void csv_columns_that_are_not_read_are_named() {
        HttpResponse<String> response = client.post(
                V1,
                "text/csv",
                "sensor,ts,fecha,dato,anomalia\n" + sensor + ",1764348861000,2025-11-28 16:54:21,1.5,false\n");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).get("ignoredColumns")).hasSize(2);
        assertThat(onlyReading().ts()).isEqualTo(1_764_348_861_000L);
        assertThat(onlyReading().value()).isEqualTo(1.5);
    }

    @ParameterizedTest
    @CsvSource({
        "ts=1764348861,1764348861000",
        "ts=1764348861.5,1764348861500",
        "ts=2025-11-28T17:54:21%2B01:00,1764348861000"
    })
    void the_classic_calls_read_times_as_the_others_do(String ts, long millis) {
        assertThat(client.get("/nuevo?dato=1&sensor=" + sensor + "&" + ts).statusCode())
                .isEqualTo(200);
        assertThat(onlyReading().ts()).isEqualTo(millis);
    }

    @Test
    void a_plus_that_became_a_space_is_explained() {
        HttpResponse<String> response = client.get("/nuevo?dato=1&sensor=" + sensor + "&ts=2025-11-28T17:54:21+01:00");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).get("detail").asString()).contains("%2B");
    }

    @ParameterizedTest
    @ValueSource(strings = {"timestamp", "time"})
    void json_may_call_the_time_otherwise(String name) {
        String reading = "{\"sensor\":\"" + sensor + "\",\"value\":\"21.5\",\"" + name + "\":1764348861.25}";

        assertThat(client.post(V1, "application/json", reading).statusCode()).isEqualTo(200);
        assertThat(onlyReading().ts()).isEqualTo(1_764_348_861_250L);
        assertThat(onlyReading().value()).isEqualTo(21.5);
    }

    @Test
    void half_a_line_costs_itself_alone() {
        HttpResponse<String> response =
                client.post(V1, "application/x-ndjson", object("1", 1000) + "\n{\"sensor\":\"" + sensor);

        assertThat(response.statusCode()).isEqualTo(207);
        assertThat(json(response).at("/items/1/line").asInt()).isEqualTo(2);
        assertThat(json(response).at("/items/1/field").asString()).isEqualTo("line");
        assertThat(onlyReading().value()).isEqualTo(1);
    }

    @Test
    void another_csv_header_is_refused_by_name() {
        HttpResponse<String> response = client.post(V1, "text/csv", "fecha;dato\n1;2\n");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).get("field").asString()).isEqualTo("header");
        assertThat(json(response).get("received").asString()).isEqualTo("fecha;dato");
        assertThat(json(response).get("allowed").asString()).contains("timestamp", "value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/xml", "application/x-www-form-urlencoded", "text/csv;charset=ISO-8859-1", "x"})
    void another_content_type_is_refused_by_name(String type) {
        HttpResponse<String> response = client.post(V1, type, "x=1");

        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(json(response).get("allowed").asString()).contains("application/x-ndjson");
    }

    @Test
    void nothing_taken_is_a_bad_request_and_all_taken_is_fine() {
        assertThat(client.post(V1, "application/json", "{\"value\":null}").statusCode())
                .isEqualTo(400);
        assertThat(client.post(V1, "application/json", "").statusCode()).isEqualTo(400);
        assertThat(client.post(V1, "application/json", "[]").statusCode()).isEqualTo(400);
        assertThat(client.post(V1, "application/json", "{\"value\":").statusCode())
                .isEqualTo(400);
        HttpResponse<String> own = client.post(
                V1 + "?sensor=" + sensor, "application/json", "{\"value\":1,\"id\":\"mine-1\",\"detect\":true}");
        assertThat(own.statusCode()).isEqualTo(200);
        assertThat(onlyReading().id()).isEqualTo("mine-1");
        assertThat(onlyReading().detect()).isTrue();
    }

    private String object(String value, long ts) {
        return "{\"sensor\":\"" + sensor + "\",\"value\":" + value + ",\"ts\":" + ts + "}";
    }

    private static void isRefused(String path, String field) {
        HttpResponse<String> response = client.get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(json(response).get("field").asString()).isEqualTo(field);
        assertThat(json(response).get("allowed").asString()).isNotEmpty();
    }

    private Reading onlyReading() {
        List<Reading> readings = readings();
        assertThat(readings).hasSize(1);
        return readings.get(0);
    }

    private List<Reading> readings() {
        return ingest.readings(sensor);
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket("localhost", ingest.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
