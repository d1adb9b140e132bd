package io.vigia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@DisplayName("Bad input")
class BadInputTest {
    private final Target vigia = Target.shared();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        /nuevo                                            | 400 | dato
        /nuevo?dato=                                      | 400 | dato
        /nuevo?dato=warm                                  | 400 | dato
        /nuevo?dato=NaN                                   | 400 | dato
        /nuevo?dato=Infinity                              | 400 | dato
        /nuevo?dato=1e999                                 | 400 | dato
        /nuevo?dato=21,5                                  | 400 | dato
        /detectar?dato=x                                  | 400 | dato
        /nuevo?dato=1&sensor=                             | 400 | sensor
        /nuevo?dato=1&sensor=a%20b                        | 400 | sensor
        /nuevo?dato=1&sensor=ni%C3%B1o                    | 400 | sensor
        /nuevo?dato=1&ts=yesterday                        | 400 | ts
        /nuevo?dato=1&ts=-1                               | 400 | ts
        /nuevo?dato=1&ts=99999999999999                   | 400 | ts
        /listar?sensor=a%20b                              | 400 | sensor
        /api/v1/sensors?limit=0                           | 400 | limit
        /api/v1/sensors?cursor=nonsense                   | 400 | cursor
        /api/v1/sensors/x/readings?from=soon              | 400 | from
        /api/v1/sensors/x/readings?aggregation=median     | 400 | aggregation
        /api/v1/detections/never-seen                     | 404 | never-seen
        /no/such/page                                     | 404 | /no/such/page
        """)
    void is_a_problem_that_names_the_field(String path, int status, String field) throws IOException {
        HttpResponse<String> answer = vigia.calls().get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type").orElseThrow()).startsWith("application/problem+json");
        JsonNode problem = Calls.JSON.readTree(answer.body());
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.toString()).contains(field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        application/json     | {"sensor":"bad","value":1                | 400
        application/json     | "just a string"                          | 400
        application/json     | {"sensor":"bad","value":NaN}             | 400
        application/x-ndjson | {"sensor":"bad","val                     | 400
        text/csv             | when,what                                | 400
        application/xml      | <reading/>                               | 415
        """)
    void in_a_body_is_refused_with_its_reason(String contentType, String body, int status) throws IOException {
        HttpResponse<String> answer = vigia.calls().post("/api/v1/readings", contentType, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(Calls.JSON.readTree(answer.body()).isObject()).isTrue();
    }

    @Test
    void that_is_not_utf_8_is_refused() throws IOException {
        byte[] latin1 = {'{', '"', 's', 'e', 'n', 's', 'o', 'r', '"', ':', '"', (byte) 0xF1, '"', '}'};
        HttpResponse<String> answer = vigia.calls().post("/api/v1/readings", "application/json", latin1);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("UTF-8");
    }

    @Test
    void too_large_a_body_is_refused() throws IOException {
        byte[] body = new byte[64 << 20];
        java.util.Arrays.fill(body, (byte) ' ');
        HttpResponse<String> answer = vigia.calls().post("/api/v1/readings", "application/json", body);
        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @Test
    void a_wrong_method_is_refused_with_those_that_are_allowed() throws IOException {
        HttpResponse<String> answer = vigia.calls().get("/api/v1/readings");
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("allow").orElseThrow()).contains("POST");
    }

    @Test
    void is_a_page_to_a_browser_and_text_to_a_terminal() throws IOException {
        assertThat(vigia.calls().get("/nuevo?dato=x", "Accept", "text/html").body())
                .contains("<!doctype html>")
                .contains("dato");
        assertThat(vigia.calls().get("/nuevo?dato=x", "Accept", "text/plain").body())
                .doesNotContain("{")
                .contains("dato");
    }

    @Test
    void on_the_readings_topic_is_dead_lettered_and_the_stream_goes_on() throws IOException {
        String sensor = Target.newSensor();
        String letters = vigia.topic("readings") + ".dlq";
        int before = vigia.broker().committedRecords(letters).size();
        byte[] key = sensor.getBytes(StandardCharsets.UTF_8);
        write(key, "this is no JSON".getBytes(StandardCharsets.UTF_8));
        write(key, new byte[] {(byte) 0xFF, 0, (byte) 0xC3});
        write(key, new byte[0]);
        write(key, null);
        write(key, ("{\"id\":\"i\",\"sensor\":\"" + sensor + "\"}").getBytes(StandardCharsets.UTF_8));
        write(key, reading("another"));
        write(null, reading(sensor));
        JsonNode answer = vigia.calls().json("/detectar?dato=1&sensor=" + sensor);
        assertThat(answer.get("estado").asString()).isEqualTo("warming_up");
        assertThat(answer.get("ventana")).isEmpty();
        assertThat(vigia.broker().awaitCommitted(letters, before + 7)).hasSize(before + 7);
    }

    private void write(byte @Nullable [] key, byte @Nullable [] value) {
        vigia.broker().send(vigia.topic("readings"), key, value);
    }

    private static byte[] reading(String sensor) {
        return ("{\"id\":\"i\",\"sensor\":\"" + sensor
                        + "\",\"ts\":1,\"tsSource\":\"client\",\"value\":1,\"detect\":false}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
