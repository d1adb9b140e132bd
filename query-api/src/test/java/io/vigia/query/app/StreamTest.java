package io.vigia.query.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigia.contract.Deletion;
import io.vigia.contract.EventJson;
import io.vigia.contract.KnownSensor;
import io.vigia.contract.Score;
import io.vigia.contract.ScoreEvent;
import io.vigia.contract.Topics;
import io.vigia.contract.Verdict;
import io.vigia.query.Scores;
import io.vigia.query.StoreThatMayLeave;
import io.vigia.testkit.KafkaBroker;
import io.vigia.testkit.SseListener;
import io.vigia.testkit.StartsServers;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Streams of events, through a real broker. */
@StartsServers
class StreamTest {
    private static final int HELD = 50;
    private static final KafkaBroker BROKER = KafkaBroker.shared();
    private static Topics topics;
    private static QueryService service;

    @BeforeAll
    static void start() {
        topics = BROKER.newTopics();
        service = newService(Map.of());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void a_listener_is_told_each_score_and_deletion_of_its_sensors_as_they_travel() throws Exception {
        try (SseListener listener = listen("?sensor=told-a&sensor=told-b", null)) {
            assertThat(listener.response().headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/event-stream");
            assertThat(listener.response().headers().firstValue("Cache-Control"))
                    .contains("no-store");
            score("told-a", 1);
            score("told-not", 2);
            score("told-b", 3);
            ScoreEvent deletion = new Deletion("d-1", "told-a");
            BROKER.send(topics.scores(), "told-a".getBytes(UTF_8), EventJson.write(deletion));
            List<SseListener.Event> events = listener.await(3);
            assertThat(events)
                    .filteredOn(event -> event.data().get("sensor").asString().equals("told-a"))
                    .extracting(SseListener.Event::kind)
                    .containsExactly("score", "deletion");
            assertThat(events)
                    .extracting(event -> event.data().get("sensor").asString())
                    .containsOnly("told-a", "told-b");
            assertThat(events.get(0).data().get("remaining").asInt()).isEqualTo(3);
        }
    }

    @Test
    void head_opens_no_stream() throws Exception {
        for (int i = 0; i < 250; i++) {
            HttpResponse<String> answer = service.head("/api/v1/stream?sensor=head");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/event-stream");
        }
        assertThat(service.head("/api/v1/stream?only=x").statusCode()).isEqualTo(400);
        try (SseListener listener = listen("?sensor=head", null)) {
            score("head", 1);
            listener.await(1);
        }
    }

    @Test
    void who_names_no_sensor_is_told_of_all() throws Exception {
        try (SseListener listener = listen("", null)) {
            score("all-a", 1);
            score("all-b", 1);
            listener.await(1, event -> of(event, "all-a"));
            listener.await(1, event -> of(event, "all-b"));
        }
    }

    @Test
    void the_latest_anomalies_of_all_sensors_are_listed_newest_first_without_what_is_none() {
        long ahead = 4_000_000_000_000L;
        for (int i = 0; i < 20; i++) {
            known("latest-" + i);
        }
        for (int i = 0; i < 40; i++) {
            String sensor = "latest-" + i % 20;
            BROKER.send(
                    topics.anomalies(), sensor.getBytes(UTF_8), EventJson.write(Scores.anomaly(sensor, ahead + i, 95)));
        }
        BROKER.send(topics.anomalies(), "latest-1".getBytes(UTF_8), "rubbish".getBytes(UTF_8));
        await().untilAsserted(() -> assertThat(latest("?limit=30"))
                .hasSize(30)
                .isEqualTo(IntStream.range(0, 30).mapToObj(i -> ahead + 39 - i).toList()));
        assertRefused(service.get("/api/v1/anomalies?limit=0"), 400, "limit");
    }

    @Test
    void a_deleted_sensor_leaves_the_latest_anomalies_and_comes_back_with_what_it_measures_anew() {
        long ahead = 5_000_000_000_000L;
        known("kept");
        known("gone");
        known("again");
        for (String sensor : List.of("kept", "gone", "again")) {
            anomaly(sensor, ahead);
        }
        await().untilAsserted(() -> assertThat(latestOf(ahead)).containsExactlyInAnyOrder("kept", "gone", "again"));
        BROKER.send(topics.sensors(), "gone".getBytes(UTF_8), null);
        BROKER.send(topics.sensors(), "again".getBytes(UTF_8), null);
        await().untilAsserted(() -> assertThat(latestOf(ahead)).containsExactly("kept"));
        known("again");
        anomaly("again", ahead + 1);
        await().untilAsserted(() -> assertThat(latestOf(ahead)).containsExactly("again", "kept"));
    }

    private static void known(String sensor) {
        BROKER.send(
                topics.sensors(),
                sensor.getBytes(UTF_8),
                EventJson.write(new KnownSensor(sensor, System.currentTimeMillis())));
    }

    private static void anomaly(String sensor, long ts) {
        BROKER.send(topics.anomalies(), sensor.getBytes(UTF_8), EventJson.write(Scores.anomaly(sensor, ts, 95)));
    }

    /** The sensors of the latest anomalies from then on. */
    private static List<String> latestOf(long from) {
        return QueryService.json(service.get("/api/v1/anomalies")).get("items").values().stream()
                .filter(event -> event.get("ts").asLong() >= from)
                .map(event -> event.get("sensor").asString())
                .toList();
    }

    private static List<Long> latest(String parameters) {
        return QueryService.json(service.get("/api/v1/anomalies" + parameters)).get("items").values().stream()
                .map(event -> event.get("ts").asLong())
                .toList();
    }

    @Test
    void anomalies_alone_come_with_their_windows() throws Exception {
        try (SseListener listener = listen("?only=anomalies", null)) {
            Verdict anomaly = Scores.anomaly("only", 1, 95);
            BROKER.send(topics.anomalies(), "only".getBytes(UTF_8), EventJson.write(anomaly));
            SseListener.Event event = listener.await(1).get(0);
            assertThat(event.kind()).isEqualTo("anomaly");
            assertThat(event.data().get("window").toString()).isEqualTo("[74.0,75.0,76.0]");
        }
    }

    @Test
    void who_comes_back_to_any_replica_misses_nothing_and_is_told_nothing_twice() throws Exception {
        String lastId;
        try (SseListener listener = listen("?sensor=back", null)) {
            IntStream.range(0, 5).forEach(i -> score("back", i));
            lastId = listener.await(5).get(2).id();
        }
        IntStream.range(5, 10).forEach(i -> score("back", i));
        try (QueryService other = newService(Map.of());
                SseListener again = other.listen("/api/v1/stream?sensor=back", lastId)) {
            score("back", 10);
            assertThat(again.await(8))
                    .extracting(event -> event.data().get("ts").asLong())
                    .containsExactly(3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
        }
    }

    @Test
    void who_stays_away_for_too_long_is_told_that_events_are_missing() throws Exception {
        String lastId;
        try (SseListener listener = listen("?sensor=late", null)) {
            score("late", 0);
            lastId = listener.await(1).get(0).id();
        }
        IntStream.rangeClosed(1, HELD + 5).forEach(i -> score("late", i));
        try (SseListener probe = listen("?sensor=late", null)) {
            score("late", 1_000);
            probe.await(1);
        }
        try (SseListener again = listen("?sensor=late", lastId)) {
            List<SseListener.Event> events = again.await(HELD + 1);
            assertThat(events.get(0).kind()).isEqualTo("gap");
            assertThat(events.get(1).data().get("ts").asLong()).isEqualTo(7);
            assertThat(events.get(HELD).data().get("ts").asLong()).isEqualTo(1_000);
        }
        assertThat(service.management("/metrics").body())
                .containsPattern("vigia_query_streams_gaps_total [1-9]")
                .containsPattern("vigia_query_streams_events_total [1-9]");
    }

    @Test
    void what_is_not_committed_is_not_told() throws Exception {
        Map<String, Object> config = BROKER.clientConfig();
        config.put("transactional.id", KafkaBroker.uniquePrefix());
        try (KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
                SseListener listener = listen("?sensor=tx", null)) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(record("tx", 1)).get();
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(record("tx", 2)).get();
            producer.commitTransaction();
            assertThat(listener.await(1).get(0).data().get("ts").asLong()).isEqualTo(2);
            assertThat(listener.events()).hasSize(1);
        }
    }

    @Test
    void who_does_not_read_keeps_nobody_else_waiting() throws Exception {
        try (Socket deaf = new Socket("localhost", service.port())) {
            deaf.setReceiveBufferSize(4_096);
            deaf.getOutputStream()
                    .write("GET /api/v1/stream?sensor=flood HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(UTF_8));
            InputStream answer = deaf.getInputStream();
            assertThat(new String(answer.readNBytes(12), UTF_8)).isEqualTo("HTTP/1.1 200");
            try (SseListener listener = listen("?sensor=flood", null)) {
                for (int i = 0; i < 20_000; i++) {
                    var unused = BROKER.producer().send(record("flood", i));
                }
                BROKER.producer().flush();
                score("flood", 1_000_000);
                listener.await(
                        1,
                        event -> event.kind().equals("score")
                                && event.data().get("ts").asLong() == 1_000_000);
            }
        }
    }

    @Test
    void what_is_none_of_our_events_is_passed_over_and_line_ends_stay_within_an_event() throws Exception {
        try (SseListener listener = listen("?sensor=foreign", null)) {
            BROKER.send(topics.scores(), "foreign", "nonsense");
            BROKER.send(topics.scores(), "foreign", null);
            String pretty = new String(EventJson.write(Scores.warmingUp("foreign", 7, 1)), UTF_8).replace(",", ",\n\r");
            BROKER.send(topics.scores(), "foreign", pretty);
            SseListener.Event event = listener.await(1).get(0);
            assertThat(event.data().get("ts").asLong()).isEqualTo(7);
        }
    }

    @Test
    void what_cannot_be_asked_for_is_refused_with_what_is_allowed() {
        assertRefused(service.get("/api/v1/stream?only=scores"), 400, "only");
        assertRefused(service.get("/api/v1/stream?sensor=a%20b"), 400, "sensor");
        assertRefused(service.get("/api/v1/stream?" + "sensor=a&".repeat(201)), 400, "sensor");
        assertRefused(service.get("/api/v1/stream", "Last-Event-ID", "17"), 400, "Last-Event-ID");
    }

    @Test
    void one_stream_too_many_is_sent_away_until_another_has_ended() throws Exception {
        try (QueryService small = newService(Map.of("QUERY_MAX_STREAMS", "1"))) {
            try (SseListener first = small.listen("/api/v1/stream", null)) {
                HttpResponse<String> second = small.get("/api/v1/stream");
                assertThat(second.statusCode()).isEqualTo(429);
                assertThat(second.headers().firstValue("Retry-After")).contains("10");
                assertThat(first.ended()).isFalse();
            }
            await().atMost(KafkaBroker.PATIENCE).untilAsserted(() -> {
                score("wake-up", 1);
                assertThat(small.management("/metrics").body()).contains("vigia_query_streams_open 0.0");
            });
            small.listen("/api/v1/stream", null).close();
        }
    }

    @Test
    void a_stop_lets_listeners_go() throws Exception {
        SseListener listener;
        try (QueryService other = newService(Map.of())) {
            listener = other.listen("/api/v1/stream", null);
        }
        await().atMost(KafkaBroker.PATIENCE).until(listener::ended);
    }

    @Test
    void without_kafka_a_listener_is_told_to_come_again() {
        try (QueryService alone =
                new QueryService(Map.of("KAFKA_BOOTSTRAP_SERVERS", "localhost:1"), new StoreThatMayLeave())) {
            HttpResponse<String> answer = alone.get("/api/v1/stream");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("2");
        }
    }

    private static QueryService newService(Map<String, String> more) {
        Map<String, String> variables = BROKER.variables(topics.prefix());
        variables.put("QUERY_STREAM_HISTORY", Integer.toString(HELD));
        variables.putAll(more);
        return new QueryService(variables, new StoreThatMayLeave());
    }

    private static SseListener listen(String query, String lastEventId) throws Exception {
        return service.listen("/api/v1/stream" + query, lastEventId);
    }

    private static void score(String sensor, long ts) {
        Score score = Scores.warmingUp(sensor, ts, 20);
        BROKER.send(topics.scores(), sensor.getBytes(UTF_8), EventJson.write(score));
    }

    private static ProducerRecord<byte[], byte[]> record(String sensor, long ts) {
        return new ProducerRecord<>(
                topics.scores(), sensor.getBytes(UTF_8), EventJson.write(Scores.warmingUp(sensor, ts, 20)));
    }

    private static boolean of(SseListener.Event event, String sensor) {
        return event.data().get("sensor").asString().equals(sensor);
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String field) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(QueryService.json(answer).get("field").asString()).isEqualTo(field);
    }
}
