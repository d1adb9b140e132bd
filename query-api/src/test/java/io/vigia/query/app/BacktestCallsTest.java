package io.vigia.query.app;

import static io.vigia.query.app.QueryService.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigia.contract.ClosedBy;
import io.vigia.contract.EventJson;
import io.vigia.contract.Incident;
import io.vigia.contract.ModelAssignment;
import io.vigia.contract.SensorPattern;
import io.vigia.contract.Topics;
import io.vigia.detection.Detector;
import io.vigia.detection.judgement.Judgement;
import io.vigia.detection.onnx.BundleFiles;
import io.vigia.detection.onnx.ModelBundle;
import io.vigia.detection.state.FirstValues;
import io.vigia.detection.state.SensorState;
import io.vigia.detection.tuning.Tuning;
import io.vigia.kafka.KafkaSettings;
import io.vigia.kafka.ModelWriter;
import io.vigia.query.StoreThatMayLeave;
import io.vigia.runtime.answer.Json;
import io.vigia.settings.Variables;
import io.vigia.store.memory.MemorySeriesStore;
import io.vigia.testkit.IncidentBuilder;
import io.vigia.testkit.KafkaBroker;
import io.vigia.testkit.ScoreBuilder;
import io.vigia.testkit.StartsServers;
import io.vigia.verdict.Reason;
import io.vigia.verdict.SeasonKind;
import io.vigia.verdict.WatchedSide;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The back-test over HTTP, with the shipped model on a real broker. */
@StartsServers
class BacktestCallsTest {
    private static final KafkaBroker BROKER = KafkaBroker.shared();
    private static final int VALUES = 6_000;
    private static final long STEP = 60_000;
    private static final long WEEK = 7 * 86_400_000L;

    private static final StoreThatMayLeave STORE = new StoreThatMayLeave(new MemorySeriesStore(20_000, null));
    private static final double[] SERIES = series();
    private static QueryService service;
    private static String model;

    @BeforeAll
    static void start() {
        Topics topics = BROKER.newTopics();
        BundleFiles shipped = BundleFiles.shipped();
        model = shipped.manifest().id();
        try (ModelWriter writer =
                new ModelWriter(KafkaSettings.from(Variables.of(BROKER.variables(topics.prefix()))))) {
            writer.bundle(model, shipped.zip());
            writer.assign(new ModelAssignment(
                    "a", SensorPattern.DEFAULT, model, shipped.manifest().onnxSha256(), null, 0));
            writer.commit();
        }
        for (int i = 0; i < VALUES; i++) {
            STORE.put(ScoreBuilder.of("s", i * STEP, SERIES[i]).warmingUp(3).build());
        }
        // What was said: two of the values, and one incident.
        STORE.put(ScoreBuilder.of("s", 1_000 * STEP, SERIES[1_000])
                .judged(0, 1, 0.9)
                .build());
        STORE.put(ScoreBuilder.of("s", 2_000 * STEP, SERIES[2_000])
                .judged(0, 1, 0.9)
                .build());
        IncidentBuilder said = IncidentBuilder.of("s", 1_000 * STEP);
        for (Incident change : List.of(said.opened(), said.closed(ClosedBy.RECOVERED, 2_000 * STEP))) {
            BROKER.send(topics.incidents(), "s", new String(EventJson.write(change), UTF_8));
        }
        service = new QueryService(BROKER.variables(topics.prefix()), STORE);
        await().until(() -> json(service.get("/api/v1/incidents")).path("items").size() == 1
                && backtest("{\"sensor\":\"s\",\"from\":0,\"to\":1}").statusCode() == 200);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @AfterEach
    void bringTheStoreBack() {
        STORE.comeBack();
        STORE.whenRead(() -> {});
    }

    /** A daily wave with noise, spikes of several heights, and an hour at another level. */
    private static double[] series() {
        Random random = new Random(7);
        double[] values = new double[VALUES];
        for (int i = 0; i < VALUES; i++) {
            values[i] = 50 + 5 * Math.sin(i / 1440.0 * 2 * Math.PI) + random.nextGaussian();
            values[i] += i % 97 == 0 && i > 600 ? 2 + i / 600.0 : 0;
            values[i] += i >= 4_000 && i < 4_060 ? 15 : 0;
        }
        return values;
    }

    private static HttpResponse<String> backtest(String body, String... headers) {
        return service.postJson("/api/v1/backtest", body, headers);
    }

    private static String body(String more) {
        return "{\"sensor\":\"s\",\"from\":0,\"to\":" + VALUES * STEP + more + "}";
    }

    private static JsonNode answer(String body) {
        HttpResponse<String> response = backtest(body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json(response);
    }

    /** What the detector itself says, one value after another. */
    private static List<String> said(Tuning tuning, int first) {
        List<String> anomalies = new ArrayList<>();
        try (ModelBundle bundle = ModelBundle.shipped()) {
            Detector detector = new Detector(bundle.model(), 1);
            SensorState state = detector.newState();
            state.tune(tuning);
            FirstValues history = new FirstValues();
            for (int i = first; i < VALUES; i++) {
                detector.add(state, history, i * STEP, true, SERIES[i]);
                detector.drain((index, judgement) -> {
                    if (judgement.verdict().anomaly()) {
                        Judgement.Verdict verdict = judgement.verdict();
                        anomalies.add(judgement.ts() + " " + number(verdict.lower()) + " " + number(verdict.upper())
                                + " " + verdict.severity().wire() + " "
                                + judgement.trace().reason().wire());
                    }
                });
            }
        }
        return anomalies;
    }

    /** As JSON has it. */
    private static String number(double number) {
        return Double.isNaN(number) ? "null" : Double.toString(number);
    }

    private static List<String> listed(JsonNode answer) {
        return answer.get("anomalies")
                .valueStream()
                .map(found -> found.get("ts") + " " + found.get("lower") + " " + found.get("upper") + " "
                        + found.get("severity").asString() + " "
                        + found.get("reason").asString())
                .toList();
    }

    @Test
    void says_what_the_detector_says_of_each_value() {
        JsonNode answer = answer(body(""));
        List<String> expected = said(Tuning.NONE, 0);
        assertThat(expected).hasSizeGreaterThan(50);
        assertThat(listed(answer)).isEqualTo(expected);
        assertThat(answer.get("counts").get("anomalies").asInt()).isEqualTo(expected.size());
        assertThat(answer.get("values").asInt()).isEqualTo(VALUES);
        assertThat(answer.get("model").asString()).isEqualTo(model);
        assertThat(answer.get("met").isNull()).isTrue();
    }

    @Test
    void says_it_under_the_settings_that_are_asked_for() {
        JsonNode answer = answer(body(
                ",\"settings\":{\"sensitivity\":2,\"direction\":\"above\",\"minDeviation\":1.5,\"coolDown\":\"PT10M\"},\"model\":\""
                        + model + "\""));
        Tuning tuning = new Tuning(
                WatchedSide.ABOVE,
                1.5,
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                2,
                600_000,
                Tuning.UNSET,
                SeasonKind.AUTO,
                null);
        assertThat(listed(answer)).isNotEmpty().isEqualTo(said(tuning, 0));
        assertThat(answer.get("settings").toString())
                .isEqualTo("{\"direction\":\"above\",\"minDeviation\":1.5,\"sensitivity\":2.0,\"coolDown\":\"PT10M\"}");
    }

    @Test
    void learns_from_values_before_the_span_that_do_not_count() {
        JsonNode answer =
                answer("{\"sensor\":\"s\",\"from\":" + 3_000 * STEP + ",\"to\":" + VALUES * STEP + ",\"warmUp\":1000}");
        List<String> expected = said(Tuning.NONE, 2_000).stream()
                .filter(anomaly -> Long.parseLong(anomaly.split(" ")[0]) >= 3_000 * STEP)
                .toList();
        assertThat(listed(answer)).isNotEmpty().isEqualTo(expected);
        assertThat(answer.get("values").asInt()).isEqualTo(3_000);
    }

    @Test
    void shows_what_was_said_beside_it() {
        JsonNode said = answer(body("")).get("said");
        assertThat(said.get("counts").toString()).isEqualTo("{\"anomalies\":2,\"incidents\":1}");
        assertThat(said.get("anomalies")
                        .valueStream()
                        .map(found -> found.get("ts").asLong()))
                .containsExactly(1_000 * STEP, 2_000 * STEP);
        assertThat(said.get("incidents").get(0).get("closed").asLong()).isEqualTo(2_000 * STEP);
        JsonNode later = answer("{\"sensor\":\"s\",\"from\":" + (2_000 * STEP + 1) + ",\"to\":" + VALUES * STEP + "}");
        assertThat(later.get("said").get("counts").toString()).isEqualTo("{\"anomalies\":0,\"incidents\":0}");
    }

    @Test
    void an_incident_holds_the_anomalies_of_its_time() {
        JsonNode answer = answer(body(""));
        JsonNode incidents = answer.get("incidents");
        assertThat(incidents.size())
                .isEqualTo(answer.get("counts").get("incidents").asInt())
                .isPositive();
        long held = 0;
        for (JsonNode incident : incidents) {
            long opened = incident.get("opened").asLong();
            long closed = incident.get("closed").isNull()
                    ? Long.MAX_VALUE
                    : incident.get("closed").asLong();
            long within = answer.get("anomalies")
                    .valueStream()
                    .mapToLong(found -> found.get("ts").asLong())
                    .filter(ts -> opened <= ts && ts <= closed)
                    .count();
            assertThat(incident.get("anomalies").asLong()).isEqualTo(within);
            held += within;
        }
        assertThat(held).isEqualTo(answer.get("anomalies").size());
        assertThat(incidents
                        .valueStream()
                        .map(incident -> incident.get("reason").asString()))
                .doesNotContain(Reason.SILENCE.wire());
    }

    @Test
    void finds_the_sensitivity_under_which_there_are_few_incidents() {
        JsonNode answer = answer(body(",\"atMostPerWeek\":3"));
        assertThat(VALUES * STEP).isLessThan(WEEK);
        assertThat(answer.get("met").asBoolean()).isTrue();
        assertThat(answer.get("counts").get("incidents").asInt()).isLessThanOrEqualTo(3);
        String found = answer.get("settings").get("sensitivity").toString();
        JsonNode again = answer(body(",\"settings\":{\"sensitivity\":" + found + "}"));
        assertThat(listed(again)).isEqualTo(listed(answer));
        assertThat(answer(body(",\"atMostPerWeek\":0"))
                        .get("settings")
                        .get("sensitivity")
                        .asDouble())
                .isLessThanOrEqualTo(Double.parseDouble(found));
    }

    @Test
    void tells_its_progress_to_those_who_listen_and_then_the_same_answer() {
        HttpResponse<String> response = backtest(body(",\"atMostPerWeek\":3"), "Accept", "text/event-stream");
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
        List<String> blocks = List.of(response.body().split("\n\n"));
        assertThat(blocks.get(0)).startsWith("event: progress\ndata: {");
        String last = blocks.get(blocks.size() - 1);
        assertThat(last).startsWith("event: result\ndata: ");
        assertThat(Json.MAPPER.readTree(last.substring("event: result\ndata: ".length())))
                .isEqualTo(answer(body(",\"atMostPerWeek\":3")));
    }

    @Test
    void tells_a_problem_to_those_who_listen() {
        String events = backtest(body(",\"model\":\"none@1\""), "Accept", "text/event-stream")
                .body();
        assertThat(events).contains("event: problem\ndata: {", "\"field\":\"model\"", "one of " + model);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"sensor\":\"s\",\"from\":0} | to",
                "{\"sensor\":\"s\",\"to\":0} | from",
                "{\"sensor\":\"s\",\"from\":5,\"to\":4} | from",
                "{\"sensor\":\"s\",\"from\":\"yesterday\",\"to\":4} | from",
                "{\"from\":0,\"to\":4} | sensor",
                "{\"sensor\":\"no such\",\"from\":0,\"to\":4} | sensor",
                "{\"sensor\":\"s\",\"from\":0,\"to\":4,\"settings\":3} | settings",
                "{\"sensor\":\"s\",\"from\":0,\"to\":4,\"settings\":{\"sensitivity\":9}} | sensitivity",
                "{\"sensor\":\"s\",\"from\":0,\"to\":4,\"settings\":{\"sensitive\":1}} | sensitive",
                "{\"sensor\":\"s\",\"from\":0,\"to\":4,\"model\":3} | model",
                "{\"sensor\":\"s\",\"from\":0,\"to\":4,\"model\":\"none@1\"} | model",
                "{\"sensor\":\"s\",\"from\":0,\"to\":4,\"warmUp\":-1} | warmUp",
                "{\"sensor\":\"s\",\"from\":0,\"to\":4,\"warmUp\":10001} | warmUp",
                "{\"sensor\":\"s\",\"from\":0,\"to\":4,\"atMostPerWeek\":\"few\"} | atMostPerWeek",
                "{\"sensor\":\"s\",\"from\":0,\"to\":4,\"until\":4} | body"
            })
    void a_wrong_field_is_refused_by_name(String body, String field) {
        HttpResponse<String> response = backtest(body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).get("field").asString()).isEqualTo(field);
    }

    @Test
    void what_cannot_be_answered_says_why() {
        assertThat(backtest("nonsense").statusCode()).isEqualTo(400);
        assertThat(backtest("{\"sensor\":\"" + "x".repeat(70_000) + "\"}").statusCode())
                .isEqualTo(413);
        assertThat(backtest("{\"sensor\":\"unseen\",\"from\":0,\"to\":4}").statusCode())
                .isEqualTo(404);
        STORE.leave();
        HttpResponse<String> away = backtest(body(""));
        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(away.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void a_caller_has_one_at_a_time_and_it_ends_when_the_caller_leaves() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        STORE.whenRead(() -> {
            try {
                assertThat(never.await(5, TimeUnit.MINUTES)).isTrue();
            } catch (InterruptedException cancelled) {
                ended.set(true);
                throw new CancellationException();
            }
        });
        HttpRequest listening = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + service.port() + "/api/v1/backtest"))
                .header("Accept", "text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(body("")))
                .build();
        InputStream events = HttpClient.newHttpClient()
                .send(listening, HttpResponse.BodyHandlers.ofInputStream())
                .body();
        assertThat(new String(events.readNBytes(15), UTF_8)).isEqualTo("event: progress");
        HttpResponse<String> second = backtest(body(""));
        assertThat(second.statusCode()).isEqualTo(429);
        assertThat(second.headers().firstValue("Retry-After")).isPresent();
        events.close();
        await().atMost(KafkaBroker.PATIENCE).untilTrue(ended);
        STORE.whenRead(() -> {});
        await().atMost(KafkaBroker.PATIENCE).until(() -> backtest(body("")).statusCode() == 200);
    }
}
