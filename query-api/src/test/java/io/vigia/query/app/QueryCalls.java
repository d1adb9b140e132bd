package io.vigia.query.app;

import static io.vigia.query.app.QueryService.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.contract.Instants;
import io.vigia.query.Scores;
import io.vigia.query.StoreThatMayLeave;
import io.vigia.store.SeriesStore;
import io.vigia.store.StoreWrite;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Everything that needs no broker; none answers on the port that this service is given. The same over each store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class QueryCalls {
    private final StoreThatMayLeave store;
    private QueryService service;

    QueryCalls(SeriesStore store) {
        this.store = new StoreThatMayLeave(store);
    }

    @BeforeAll
    void start() {
        for (int i = 0; i < 2_500; i++) {
            store.put(Scores.warmingUp("default", 1_000L * i, i));
        }
        store.put(Scores.warmingUp("room", 60_000, 11));
        store.put(Scores.anomaly("room", 61_000, 95.5).score());
        store.put(Scores.warmingUp("room", 125_000, 13));
        store.write(List.of(new StoreWrite.Anomaly(Scores.anomaly("room", 61_000, 95.5), 1)));
        service = new QueryService(Map.of("KAFKA_BOOTSTRAP_SERVERS", "localhost:1"), store);
    }

    @AfterAll
    void stop() {
        service.close();
        store.close();
    }

    @AfterEach
    void bringTheStoreBack() {
        store.comeBack();
    }

    @Test
    void the_welcome_counts_visits_and_names_the_host() {
        JsonNode first = json(service.get("/"));
        JsonNode second = json(service.post("/", ""));
        assertThat(first.get("hostname").asString()).isEqualTo("host-7");
        assertThat(first.get("nombre").asString()).isEqualTo("Planta <Norte>");
        assertThat(second.get("visitas").asLong())
                .isEqualTo(first.get("visitas").asLong() + 1);
        assertThat(first.get("llamadas").toString()).contains("/detectar", "/api/v1/sensors");
    }

    @Test
    void the_pipeline_answers_without_kafka_and_says_what_it_does_not_know() {
        JsonNode pipeline = json(service.get("/api/v1/pipeline"));
        assertThat(pipeline.get("hostname").asString()).isEqualTo("host-7");
        assertThat(pipeline.get("topics").get(0).get("topic").asString()).isEqualTo("vigia.readings.v1");
        assertThat(pipeline.get("topics").get(0).get("pending").isNull()).isTrue();
        assertThat(pipeline.get("latencyMs").get("p99").isNull()).isTrue();
        assertThat(pipeline.get("instances")).isEmpty();
    }

    @Test
    void the_welcome_is_a_page_to_a_browser_and_text_on_request() {
        HttpResponse<String> page = service.get("/", "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.body()).contains("Bienvenido a Planta &lt;Norte&gt;</h1>", "host-7", "/nuevo?dato=13.0");
        assertThat(service.get("/", "Accept", "text/plain").body())
                .startsWith("Bienvenido a Planta <Norte>\nHostname: host-7\nVisitas: ");
    }

    @Test
    void the_welcome_answers_while_the_store_is_away() {
        store.leave();
        HttpResponse<String> answer = service.get("/");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).get("visitas").isNull()).isTrue();
        assertThat(json(answer).get("aviso").asString()).contains("el almacén no responde");
    }

    @Test
    void listar_answers_the_newest_thousand_and_goes_on_by_cursor() {
        JsonNode first = json(service.get("/listar"));
        assertThat(first.get("hostname").asString()).isEqualTo("host-7");
        assertThat(first.get("sensor").asString()).isEqualTo("default");
        assertThat(first.get("mediciones")).hasSize(1_000);
        assertThat(first.get("mediciones").get(0).get("ts").asLong()).isEqualTo(2_499_000);
        assertThat(first.get("mediciones").get(0).get("dato").asDouble()).isEqualTo(2_499);
        JsonNode second =
                json(service.post("/listar", "cursor=" + first.get("next").asString()));
        assertThat(second.get("mediciones").get(0).get("ts").asLong()).isEqualTo(1_499_000);
        JsonNode third = json(service.get("/listar?cursor=" + second.get("next").asString()));
        assertThat(third.get("mediciones")).hasSize(500);
        assertThat(third.get("next").isNull()).isTrue();
    }

    @Test
    void listar_shows_rows_to_people_and_numbers_as_they_were_sent() {
        String row = Instants.fecha(60_000) + " → 11";
        assertThat(service.get("/listar?sensor=room", "Accept", "text/html").body())
                .contains(
                        Instants.fecha(60_000) + "</time></td><td class=\"n\">→ 11</td>",
                        "95.5</td>",
                        "Hostname: host-7")
                .contains("<tr class=\"anomala\">", "<td>Anomalía</td>", "3 mediciones, 1 anomalías");
        assertThat(service.get("/listar?sensor=room", "Accept", "text/plain").body())
                .contains("\n" + row + "\n");
        assertThat(service.get("/listar", "Accept", "text/html").body())
                .containsPattern("<a rel=\"next\" href=\"/listar\\?sensor=default&amp;cursor=[A-Za-z0-9_-]+\">");
    }

    @Test
    void listar_is_csv_for_programs_that_want_it_and_by_a_link() {
        String csv = "sensor,ts,fecha,dato,prediccion,inferior,superior,puntuacion,anomalia\n"
                + "room,125000," + Instants.fecha(125_000) + ",13.0,,,,,false\n"
                + "room,61000," + Instants.fecha(61_000) + ",95.5,75.5,70.25,80.75,0.97,true\n"
                + "room,60000," + Instants.fecha(60_000) + ",11.0,,,,,false\n";
        HttpResponse<String> asked = service.get("/listar?sensor=room", "Accept", "text/csv");
        assertThat(asked.body()).isEqualTo(csv);
        assertThat(asked.headers().firstValue("Content-Type")).contains("text/csv;charset=UTF-8");
        assertThat(service.get("/listar?sensor=room&format=csv").body()).isEqualTo(csv);
        assertThat(service.get("/listar", "Accept", "text/csv")
                        .headers()
                        .firstValue("Link")
                        .orElseThrow())
                .matches("</listar\\?sensor=default&cursor=[A-Za-z0-9_-]+>; rel=\"next\"");
        assertInvalid("/listar?format=xml", "format", "xml", "json, html, text, csv");
    }

    @Test
    void what_has_no_csv_is_json_to_who_wants_that() {
        assertThat(json(service.get("/", "Accept", "text/csv")).get("hostname").asString())
                .isEqualTo("host-7");
        assertThat(json(service.get("/listar?sensor=", "Accept", "text/csv"))
                        .get("field")
                        .asString())
                .isEqualTo("sensor");
    }

    @Test
    void a_page_of_measurements_leads_to_those_before_and_back_to_the_newest() {
        String next = json(service.get("/listar")).get("next").asString();
        assertThat(service.get("/listar", "Accept", "text/html").body()).doesNotContain("Más recientes");
        assertThat(service.get("/listar?cursor=" + next, "Accept", "text/html").body())
                .contains("<a href=\"/listar?sensor=default\">Más recientes</a>");
    }

    @Test
    void the_files_of_the_page_are_kept_for_ever_by_who_has_their_version() {
        Matcher script = Pattern.compile("src=\"(/assets/([0-9a-f]{12})/app.js)\"")
                .matcher(service.get("/", "Accept", "text/html").body());
        assertThat(script.find()).isTrue();
        HttpResponse<String> file = service.get(script.group(1));
        assertThat(file.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/javascript");
        assertThat(file.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable", "max-age=31536000");
        HttpResponse<String> ofAnother = service.get("/assets/0123456789ab/app.js");
        assertThat(ofAnother.body()).isEqualTo(file.body());
        assertThat(ofAnother.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(service.get("/assets/" + script.group(2) + "/echarts.js").body())
                .contains("Apache");
        assertThat(service.get("/assets/" + script.group(2) + "/none.js").statusCode())
                .isEqualTo(404);
    }

    @Test
    void every_file_that_a_page_or_a_script_names_is_there() {
        String page = service.get("/", "Accept", "text/html").body()
                + service.get("/wall").body();
        Deque<String> files = new ArrayDeque<>(named(page, "/assets/[0-9a-f]+/([a-z]+\\.[a-z]+)"));
        Set<String> seen = new HashSet<>();
        while (!files.isEmpty()) {
            String name = files.pop();
            if (seen.add(name)) {
                HttpResponse<String> file = service.get("/assets/any/" + name);
                assertThat(file.statusCode()).as(name).isEqualTo(200);
                files.addAll(named(file.body(), "from '\\./([a-z]+\\.js)'"));
            }
        }
        assertThat(seen)
                .contains("app.js", "echarts.js", "page.css", "icon.svg", "wall.js", "wall.css")
                .hasSizeGreaterThan(15);
    }

    @Test
    void the_panel_is_the_page_without_anything_of_anybodys() {
        HttpResponse<String> panel = service.get("/panel");
        assertThat(panel.body()).contains("/app.js", "Planta &lt;Norte&gt;").doesNotContain("host-7");
    }

    @Test
    void the_wall_is_a_page_without_anything_of_anybodys() {
        HttpResponse<String> wall = service.get("/wall");
        assertThat(wall.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(wall.body()).contains("/wall.js", "Planta &lt;Norte&gt;").doesNotContain("host-7");
    }

    @Test
    void sensors_are_found_by_a_part_of_their_ids() {
        assertThat(json(service.get("/api/v1/sensors?search=OO")).toString())
                .isEqualTo(
                        "{\"items\":[{\"sensor\":\"room\",\"name\":null,\"unit\":null,\"place\":null,\"muted\":false}],\"next\":null}");
        assertThat(json(service.get("/api/v1/sensors?search=R*M")).get("items")).hasSize(1);
        assertThat(json(service.get("/api/v1/sensors?search=o*")).get("items")).isEmpty();
        assertThat(json(service.get("/api/v1/sensors?search=zzz")).get("items")).isEmpty();
        assertInvalid("/api/v1/sensors?search=" + "a".repeat(65), "search", "a".repeat(65), "at most 64 characters");
    }

    @Test
    void listar_of_a_sensor_that_never_sent_is_empty() {
        HttpResponse<String> answer = service.get("/listar?sensor=nobody");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).get("mediciones")).isEmpty();
        assertThat(service.get("/listar?sensor=nobody", "Accept", "text/html").body())
                .contains("No hay mediciones");
    }

    @Test
    void sensors_are_listed_in_pages() {
        JsonNode first = json(service.get("/api/v1/sensors?limit=1"));
        assertThat(first.get("items").toString())
                .isEqualTo("[{\"sensor\":\"default\",\"name\":null,\"unit\":\"°C\",\"place\":null,\"muted\":false}]");
        JsonNode second = json(service.get(
                "/api/v1/sensors?limit=1&cursor=" + first.get("next").asString()));
        assertThat(second.toString())
                .isEqualTo(
                        "{\"items\":[{\"sensor\":\"room\",\"name\":null,\"unit\":null,\"place\":null,\"muted\":false}],\"next\":null}");
    }

    @Test
    void readings_carry_their_verdicts_and_null_where_there_is_none() {
        assertThat(service.get("/api/v1/sensors/room/readings?order=asc&limit=2")
                        .body())
                .startsWith("{\"items\":["
                        + "{\"sensor\":\"room\",\"ts\":60000,\"value\":11.0,\"prediction\":null,\"lower\":null,"
                        + "\"upper\":null,\"score\":null,\"anomaly\":false},"
                        + "{\"sensor\":\"room\",\"ts\":61000,\"value\":95.5,\"prediction\":75.5,\"lower\":70.25,"
                        + "\"upper\":80.75,\"score\":0.97,\"anomaly\":true}],\"next\":\"");
        assertThat(times("/api/v1/sensors/room/readings")).containsExactly(125_000L, 61_000L, 60_000L);
    }

    @Test
    void readings_are_bounded_by_time_as_milliseconds_or_iso() {
        assertThat(times("/api/v1/sensors/room/readings?from=61000&to=1970-01-01T00:01:30Z"))
                .containsExactly(61_000L);
        assertThat(times("/api/v1/sensors/room/readings?from=1970-01-02")).isEmpty();
    }

    @Test
    void readings_are_aggregated_in_buckets() {
        assertThat(service.get("/api/v1/sensors/room/readings?aggregation=max&bucket=1m&order=asc")
                        .body())
                .isEqualTo("{\"items\":["
                        + "{\"sensor\":\"room\",\"ts\":60000,\"value\":95.5,\"prediction\":null,\"lower\":null,"
                        + "\"upper\":null,\"score\":null,\"anomaly\":true},"
                        + "{\"sensor\":\"room\",\"ts\":120000,\"value\":13.0,\"prediction\":null,\"lower\":null,"
                        + "\"upper\":null,\"score\":null,\"anomaly\":false}],\"next\":null}");
        assertThat(times("/api/v1/sensors/room/readings?aggregation=count&bucket=60s"))
                .containsExactly(120_000L, 60_000L);
    }

    @Test
    void anomalies_are_whole_events_with_their_windows() {
        JsonNode items = json(service.get("/api/v1/sensors/room/anomalies")).get("items");
        assertThat(items).hasSize(1);
        assertThat(items.get(0).get("id").asString()).isEqualTo("id-room-61000");
        assertThat(items.get(0).get("window").toString()).isEqualTo("[74.0,75.0,76.0]");
        assertThat(items.get(0).get("remaining").isNull()).isTrue();
        assertThat(json(service.get("/api/v1/sensors/default/anomalies")).get("items"))
                .isEmpty();
    }

    @Test
    void a_sensor_that_is_not_known_is_not_found() {
        assertProblem(
                service.get("/api/v1/sensors/nobody/readings"),
                404,
                "sensor",
                "nobody",
                "no reading of sensor 'nobody'");
        assertProblem(service.get("/api/v1/sensors/nobody/anomalies"), 404, "sensor", "nobody", "/api/v1/sensors");
    }

    @Test
    void what_cannot_be_taken_is_named_with_what_came_and_what_is_allowed() {
        String readings = "/api/v1/sensors/room/readings?";
        assertInvalid(readings + "from=yesterday", "from", "yesterday", "ISO-8601");
        assertInvalid(readings + "to=", "to", "", "ISO-8601");
        assertInvalid(readings + "from=2&to=1", "from", "2", "no later than to");
        assertInvalid(readings + "limit=0", "limit", "0", "from 1 to 10000");
        assertInvalid(readings + "limit=10001", "limit", "10001", "from 1 to 10000");
        assertInvalid(readings + "limit=99999999999999999999", "limit", "99999999999999999999", "from 1 to 10000");
        assertInvalid(readings + "order=up", "order", "up", "asc");
        assertInvalid(readings + "aggregation=median&bucket=1m", "aggregation", "median", "avg, min, max");
        assertInvalid(readings + "aggregation=avg&bucket=1w", "bucket", "1w", "60s");
        assertInvalid(readings + "aggregation=avg&bucket=0", "bucket", "0", "60s");
        assertInvalid(readings + "cursor=abc", "cursor", "abc", "unchanged");
        assertInvalid("/api/v1/sensors/ro%20om/readings", "sensor", "ro om", "1 to 64 characters");
        assertInvalid("/listar?sensor=", "sensor", "", "de 1 a 64 caracteres");
        assertInvalid("/listar?cursor=abc", "cursor", "abc", "sin cambios");
        assertInvalid("/api/v1/detections/x?wait=31", "wait", "31", "from 0 to 30");
    }

    @Test
    void an_aggregation_without_a_bucket_is_refused_and_the_other_way_round() {
        assertThat(json(service.get("/api/v1/sensors/room/readings?aggregation=avg"))
                        .get("detail")
                        .asString())
                .startsWith("bucket is missing");
        assertThat(json(service.get("/api/v1/sensors/room/readings?bucket=1m"))
                        .get("detail")
                        .asString())
                .startsWith("aggregation is missing");
    }

    @Test
    void a_browser_reads_a_problem_as_a_page() {
        assertThat(service.get("/listar?sensor=a%2Fb", "Accept", "text/html").body())
                .contains("<html", "de 1 a 64 caracteres");
    }

    @Test
    void a_store_that_is_away_is_said_with_when_to_come_again() {
        store.leave();
        for (String path : List.of("/listar", "/api/v1/sensors", "/api/v1/sensors/room/readings")) {
            HttpResponse<String> answer = service.get(path);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("5");
            assertThat(json(answer).get("detail").asString())
                    .containsAnyOf("cannot be read at the moment", "ahora no se pueden leer");
        }
        JsonNode ready = json(service.management("/health/ready"));
        assertThat(ready.get("components").get("queryStore").get("status").asString())
                .isEqualTo("DEGRADED");
    }

    @Test
    void without_a_broker_it_lives_and_is_not_ready() {
        assertThat(service.management("/health/live").statusCode()).isEqualTo(200);
        HttpResponse<String> ready = service.management("/health/ready");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(json(ready).get("components").get("kafka").get("details").toString())
                .contains("the topics do not exist yet");
        assertThat(json(ready)
                        .get("components")
                        .get("queryDetections")
                        .get("status")
                        .asString())
                .isEqualTo("DOWN");
        assertThat(json(ready).get("components").get("queryStore").get("status").asString())
                .isEqualTo("UP");
    }

    @Test
    void without_a_broker_nobody_is_told_that_there_is_no_verdict() {
        HttpResponse<String> answer = service.get("/api/v1/detections/x");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    private List<Long> times(String path) {
        return json(service.get(path))
                .get("items")
                .valueStream()
                .map(item -> item.get("ts").asLong())
                .toList();
    }

    private static List<String> named(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private void assertInvalid(String path, String field, String received, String allowed) {
        assertProblem(service.get(path), 400, field, received, allowed);
    }

    private static void assertProblem(
            HttpResponse<String> answer, int status, String field, String received, String said) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = json(answer);
        assertThat(problem.get("field").asString()).isEqualTo(field);
        assertThat(problem.get("received").asString()).isEqualTo(received);
        assertThat(problem.get("detail").asString() + problem.get("allowed").asString())
                .contains(said);
    }
}
