package io.vigia.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vigia.e2e.GrafanaFiles.Query;
import io.vigia.testkit.Machine;
import io.vigia.testkit.StartsServers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import tools.jackson.databind.JsonNode;

/** Grafana itself is in no registry: here its queries meet the real Redis, the real Prometheus and the real meters. */
@StartsServers
@DisplayName("Every query of the dashboards and alert rules")
class GrafanaTest {
    private static final String SENSOR = "default";
    private static final List<Double> VALUES = List.of(72d, 73d, 74d, 71d, 73d, 72d, 72.51, 73.11, 75d, 75.3, 75d, 95d);
    private static final Pattern METER = Pattern.compile("\\b(?:vigia|kafka)_[a-z_]+\\b");
    private static Pipeline vigia;
    private static FixedBundle shadow;
    private static HttpServer channel;

    /** With a shadow and a channel that refuses what it is sent, so that their meters are there. */
    @BeforeAll
    static void start(@TempDir Path bundle, @TempDir Path folder) throws Exception {
        shadow = FixedBundle.write(bundle);
        channel = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        channel.createContext("/", GrafanaTest::refuse);
        channel.start();
        Path notify = Files.writeString(folder.resolve("notify.yaml"), """
                channels:
                  hook: {type: webhook, url: 'http://127.0.0.1:%d/', allowPrivate: true}
                routes:
                  - {channels: hook}
                """.formatted(
                        channel.getAddress().getPort()));
        vigia = Pipeline.startInOneProcess(
                Map.of("VIGIA_SHADOW_MODEL", bundle.toString(), "VIGIA_NOTIFY_FILE", notify.toString()));
        for (double value : VALUES) {
            vigia.calls.json("/detectar?sensor=" + SENSOR + "&dato=" + value);
        }
        vigia.awaitStored();
    }

    @AfterAll
    static void stop() throws Exception {
        // Null where there is no Redis.
        if (vigia != null) {
            vigia.close();
        }
        channel.stop(0);
        shadow.close();
    }

    private static void refuse(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(400, -1);
        }
    }

    @TestFactory
    Stream<DynamicTest> to_Redis_returns_data() {
        return queries("redis-datasource")
                .map(query -> dynamicTest(query.place(), () -> {
                    try (Jedis jedis = vigia.jedis()) {
                        List<String> command = new RedisPluginQuery(ofThisPrefix(query.target())).command(variables());
                        assertThat((List<?>) RedisPluginQuery.run(jedis, command))
                                .as("%s", command)
                                .isNotEmpty();
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> to_Prometheus_names_meters_that_a_service_has() {
        return queries("prometheus")
                .map(query -> dynamicTest(query.place(), () -> {
                    List<String> names = METER.matcher(expression(query))
                            .results()
                            .map(found -> found.group())
                            .toList();
                    // Some exist once their client has fetched something.
                    await(query.place()).untilAsserted(() -> {
                        String meters = meters();
                        assertThat(names)
                                .isNotEmpty()
                                .allSatisfy(name -> assertThat(meters).containsPattern("(?m)^" + name + "[{ ]"));
                    });
                }));
    }

    private static String meters() throws IOException {
        StringBuilder meters = new StringBuilder();
        for (ServiceProcess service : vigia.all()) {
            meters.append(service.metrics());
        }
        return meters.toString();
    }

    @Test
    void to_Prometheus_returns_data(@TempDir Path folder) throws IOException {
        try (PrometheusServer prometheus = prometheus(folder)) {
            for (Query query : queries("prometheus").toList()) {
                await(query.place())
                        .atMost(Duration.ofMinutes(5))
                        .pollInterval(Duration.ofMillis(200))
                        .until(() -> {
                            vigia.calls.json("/detectar?sensor=busy&dato=72");
                            return hasNumber(prometheus.evaluate(expression(query)));
                        });
            }
        }
    }

    @Test
    void about_silence_and_about_notifications_given_up_passes_its_threshold_when_a_sensor_falls_silent(
            @TempDir Path folder) throws IOException {
        String lively = "lively";
        String quiet = Pipeline.neighbour(lively);
        assertThat(vigia.calls.putSettings(quiet, "{\"silentAfter\":\"PT2S\"}").statusCode())
                .isEqualTo(201);
        JsonNode silence = rule("vigia-sensor-silent");
        JsonNode givenUp = rule("vigia-notifications-given-up");
        try (PrometheusServer prometheus = prometheus(folder)) {
            await("no sensor is silent yet")
                    .until(() -> prometheus.evaluate(expression(silence)).size() == 1 && !fires(prometheus, silence));
            for (int i = 0; i < 25; i++) {
                store(lively);
                store(quiet);
            }
            // Time is what the other sensor of its partition shows.
            await("the rules on " + quiet)
                    .atMost(Duration.ofMinutes(5))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> {
                        store(lively);
                        return fires(prometheus, silence) && fires(prometheus, givenUp);
                    });
            assertThat(prometheus.evaluate(expression(givenUp)))
                    .extracting(series -> series.path("metric").path("channel").asString())
                    .containsExactly("hook");
        }
    }

    private static void store(String sensor) throws IOException {
        vigia.calls.json("/nuevo?sensor=" + sensor + "&dato=20");
    }

    /** Whether its expression passes its threshold, as Grafana compares them: the newest value of any series. */
    private static boolean fires(PrometheusServer prometheus, JsonNode rule) throws IOException {
        JsonNode evaluator = rule.path("data")
                .path(2)
                .path("model")
                .path("conditions")
                .path(0)
                .path("evaluator");
        assertThat(evaluator.path("type").asString()).isEqualTo("gt");
        return prometheus.evaluate(expression(rule)).stream()
                .anyMatch(series ->
                        Double.parseDouble(series.path("value").path(1).asString())
                                > evaluator.path("params").path(0).asDouble());
    }

    private static JsonNode rule(String uid) {
        return GrafanaFiles.alertRules().stream()
                .filter(rule -> rule.path("uid").asString().equals(uid))
                .findFirst()
                .orElseThrow();
    }

    private static PrometheusServer prometheus(Path folder) throws IOException {
        Path binary = Machine.command("prometheus")
                .orElseThrow(() -> Machine.lacks(
                        "No Prometheus here (Debian's package prometheus). NOT CHECKED: what its expressions return;"
                                + " the names in them were."));
        return PrometheusServer.start(binary, folder, vigia.all());
    }

    @Test
    void for_the_sensors_knows_each_that_the_series_index_knows_and_none_when_there_is_none() {
        JsonNode variable = variable("sensor");
        Pattern kept = Pattern.compile(variable.path("regex").asString().replaceAll("^/|/$", ""));
        try (Jedis jedis = vigia.jedis()) {
            List<String> listed =
                    texts(RedisPluginQuery.run(jedis, new RedisPluginQuery(variable).command(variables())));
            List<String> indexed = texts(RedisPluginQuery.run(jedis, List.of("TS.QUERYINDEX", "metric=value")));
            assertThat(listed)
                    .contains(SENSOR)
                    .allMatch(sensor -> kept.matcher(sensor).matches())
                    .map(sensor -> vigia.prefix + ":{" + sensor + "}:value")
                    .containsExactlyInAnyOrderElementsOf(indexed);
        }
        // What the plugin answers for an empty list, as one sensor.
        assertThat(kept.matcher("(empty array)").find()).isFalse();
    }

    @Test
    void for_the_latest_anomalies_returns_events_that_a_table_can_take_apart() {
        Query query = queries("redis-datasource")
                .filter(one -> one.place().contains("Latest anomalies"))
                .findFirst()
                .orElseThrow();
        RedisPluginQuery plugin = new RedisPluginQuery(query.target());
        try (Jedis jedis = vigia.jedis()) {
            JsonNode newest = Calls.JSON.readTree(texts(RedisPluginQuery.run(jedis, plugin.command(variables())))
                    .get(0));
            assertThat(newest.path("value").asDouble()).isEqualTo(95);
            assertThat(newest.propertyNames()).containsAll(shownColumns());
            List<String> ofNobody = plugin.command(
                    Map.of("prefix", vigia.prefix, "sensor", "nobody", "__from", "0", "__to", Long.toString(now())));
            assertThat(texts(RedisPluginQuery.run(jedis, ofNobody))).containsExactly("{}");
        }
    }

    @Test
    void marks_an_anomaly_at_its_value_when_the_value_is_divided_by_the_flag() {
        List<double[]> values = points("value");
        List<double[]> flags = points("anomaly");
        List<Double> marked = flags.stream()
                .filter(flag -> flag[1] == 1)
                .map(flag -> values.stream()
                        .filter(value -> value[0] == flag[0])
                        .mapToDouble(value -> value[1] / flag[1])
                        .sum())
                .toList();
        assertThat(marked).contains(95d);
        assertThat(flags).allMatch(flag -> flag[1] == 0 || flag[1] == 1);
    }

    private static List<double[]> points(String metric) {
        try (Jedis jedis = vigia.jedis()) {
            String key = vigia.prefix + ":{" + SENSOR + "}:" + metric;
            List<?> rows = (List<?>) RedisPluginQuery.run(jedis, List.of("TS.RANGE", key, "-", "+"));
            return rows.stream()
                    .map(row -> (List<?>) row)
                    .map(row -> new double[] {((Long) row.get(0)).doubleValue(), Double.parseDouble(text(row.get(1)))})
                    .toList();
        }
    }

    private static List<String> shownColumns() {
        return GrafanaFiles.dashboards().stream()
                .flatMap(dashboard -> GrafanaFiles.panels(dashboard).stream())
                .flatMap(panel -> panel.path("transformations").valueStream())
                .flatMap(step -> step.path("options").path("renameByName").propertyNames().stream())
                .toList();
    }

    private static JsonNode variable(String name) {
        return GrafanaFiles.dashboards().stream()
                .flatMap(dashboard -> GrafanaFiles.variables(dashboard).stream())
                .filter(variable -> variable.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<Query> queries(String dataSource) {
        return GrafanaFiles.queries().stream().filter(query -> query.of(dataSource));
    }

    /** Alert rules know no variables and name the keys of production. */
    private static JsonNode ofThisPrefix(JsonNode target) {
        return Calls.JSON.readTree(target.toString().replace("\"vigia:{", "\"" + vigia.prefix + ":{"));
    }

    private static Map<String, String> variables() {
        long hour = Duration.ofHours(1).toMillis();
        return Map.of(
                "prefix",
                vigia.prefix,
                "sensor",
                SENSOR,
                "__from",
                Long.toString(now() - hour),
                "__to",
                Long.toString(now() + hour));
    }

    private static long now() {
        return System.currentTimeMillis();
    }

    /** Of a rule on Prometheus. */
    private static String expression(JsonNode rule) {
        return rule.path("data").path(0).path("model").path("expr").asString();
    }

    private static String expression(Query query) {
        return query.target().path("expr").asString().replaceAll("\\$__(rate_interval|range)", "1m");
    }

    private static boolean hasNumber(List<JsonNode> series) {
        return series.stream()
                .map(one -> one.path("value").path(1).asString().toLowerCase(Locale.ROOT))
                .anyMatch(number -> !number.equals("nan"));
    }

    private static List<String> texts(Object answer) {
        return ((List<?>) answer).stream().map(GrafanaTest::text).toList();
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, StandardCharsets.UTF_8);
    }
}
