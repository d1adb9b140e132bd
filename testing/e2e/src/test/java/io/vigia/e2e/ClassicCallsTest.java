package io.vigia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@DisplayName("The classic calls")
class ClassicCallsTest {
    private static final double[] CLASSIC_CASE = {72, 73, 74, 71, 73, 72, 72.51, 73.11, 75, 75.3};

    private final Target vigia = Target.shared();
    private final String sensor = Target.newSensor();

    private JsonNode call(String path) throws IOException {
        return vigia.calls().json(path + (path.contains("?") ? "&" : "?") + "sensor=" + sensor);
    }

    @Test
    void nuevo_stores_a_value_and_listar_shows_it() throws IOException {
        JsonNode received = call("/nuevo?dato=13.5");
        assertThat(received.get("sensor").asString()).isEqualTo(sensor);
        assertThat(received.get("dato").asDouble()).isEqualTo(13.5);
        assertThat(received.get("hostname").asString()).isNotBlank();
        assertThat(received.get("fecha").asString()).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
        vigia.awaitStored();
        JsonNode listed = call("/listar");
        assertThat(listed.propertyNames()).contains("hostname", "sensor", "mediciones", "next");
        assertThat(listed.get("mediciones").get(0).get("dato").asDouble()).isEqualTo(13.5);
        assertThat(listed.get("mediciones").get(0).get("ts").asLong())
                .isEqualTo(received.get("ts").asLong());
    }

    @Test
    void every_value_of_one_millisecond_is_kept() throws IOException {
        for (int value = 0; value < 50; value++) {
            call("/nuevo?dato=" + value);
        }
        vigia.awaitStored();
        JsonNode values = call("/listar").get("mediciones");
        assertThat(values).hasSize(50);
        assertThat(IntStream.range(0, 50)
                        .mapToObj(i -> values.get(i).get("dato").asInt()))
                .containsExactlyElementsOf(
                        IntStream.range(0, 50).mapToObj(i -> 49 - i).toList());
    }

    @Test
    void detectar_says_how_many_values_are_missing_and_then_judges_the_classic_case() throws IOException {
        for (int i = 0; i < CLASSIC_CASE.length; i++) {
            JsonNode answer = call("/detectar?dato=" + CLASSIC_CASE[i]);
            assertThat(answer.get("estado").asString()).isEqualTo("warming_up");
            assertThat(answer.get("faltan").asInt()).isEqualTo(10 - i);
            assertThat(answer.get("prediccion").isNull()).isTrue();
        }
        JsonNode normal = call("/detectar?dato=75");
        assertThat(normal.get("anomalia").asBoolean()).isFalse();
        assertThat(normal.get("ventana")).hasSize(10);
        assertThat(normal.get("ventana").get(9).asDouble()).isEqualTo(75.3);
        JsonNode anomaly = call("/detectar?dato=95");
        assertThat(anomaly.get("anomalia").asBoolean()).isTrue();
        assertThat(anomaly.get("motivo").asString()).isEqualTo("valor");
        assertThat(anomaly.get("ventana").get(9).asDouble()).isEqualTo(75);
        double prediction = anomaly.get("prediccion").asDouble();
        assertThat(anomaly.get("error").asDouble()).isEqualTo(Math.abs(95 - prediction));
        assertThat(anomaly.get("superior").asDouble()).isLessThan(95);
        assertThat(anomaly.propertyNames())
                .contains(
                        "sensor",
                        "dato",
                        "ts",
                        "fecha",
                        "hostname",
                        "estado",
                        "umbral",
                        "inferior",
                        "faltan",
                        "modelo");
    }

    @Test
    void answers_a_browser_with_a_page_and_a_terminal_with_text() throws IOException {
        String path = "/nuevo?dato=13&sensor=" + sensor;
        HttpResponse<String> page = vigia.calls().get(path, "Accept", "text/html");
        assertThat(page.headers().firstValue("content-type").orElseThrow()).startsWith("text/html");
        assertThat(page.body()).contains("<!doctype html>").contains("Medición recibida: 13.0");
        HttpResponse<String> text = vigia.calls().get(path, "Accept", "text/plain");
        assertThat(text.headers().firstValue("content-type").orElseThrow()).startsWith("text/plain");
        assertThat(text.body()).startsWith("Medición recibida: 13.0");
        vigia.awaitStored();
        assertThat(vigia.calls()
                        .get("/listar?sensor=" + sensor, "Accept", "text/html")
                        .body())
                .contains("→ 13</td>")
                .contains(call("/listar").get("hostname").asString());
    }

    @Test
    void borrar_empties_a_sensor_whose_next_readings_are_new() throws IOException {
        for (int value = 0; value < 20; value++) {
            call("/nuevo?dato=" + value + "&ts=" + (1_000 + value));
        }
        vigia.awaitStored();
        HttpResponse<String> deleted = vigia.calls().get("/borrar?sensor=" + sensor);
        assertThat(deleted.statusCode()).isEqualTo(200);
        assertThat(vigia.calls().get("/listar?sensor=" + sensor).body()).doesNotContain("\"dato\"");
        call("/nuevo?dato=7&ts=5");
        vigia.awaitStored();
        JsonNode values = call("/listar").get("mediciones");
        assertThat(values).hasSize(1);
        assertThat(values.get(0).get("ts").asLong()).isEqualTo(5);
    }

    @Test
    void ten_callers_of_ten_sensors_each_get_their_own_verdict() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(10);
        try {
            List<Callable<JsonNode>> calls = new ArrayList<>();
            for (int caller = 0; caller < 10; caller++) {
                String path = "/detectar?dato=" + (100 + caller) + "&sensor=" + sensor + "-" + caller;
                calls.add(() -> vigia.calls().json(path));
            }
            List<Future<JsonNode>> answers = callers.invokeAll(calls);
            for (int caller = 0; caller < 10; caller++) {
                JsonNode answer = answers.get(caller).get();
                assertThat(answer.get("sensor").asString()).isEqualTo(sensor + "-" + caller);
                assertThat(answer.get("dato").asInt()).isEqualTo(100 + caller);
                assertThat(answer.get("estado").asString()).isEqualTo("warming_up");
            }
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void the_root_counts_visits_and_names_its_host() throws IOException {
        long before = vigia.calls().json("/").get("visitas").asLong();
        JsonNode root = vigia.calls().json("/");
        assertThat(root.get("visitas").asLong()).isEqualTo(before + 1);
        assertThat(root.get("hostname").asString()).isNotBlank();
    }
}
