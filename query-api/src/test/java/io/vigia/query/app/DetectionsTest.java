package io.vigia.query.app;

import static io.vigia.query.app.QueryService.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigia.contract.Deleted;
import io.vigia.contract.DetectionEvent;
import io.vigia.contract.EventJson;
import io.vigia.contract.Topics;
import io.vigia.contract.Verdict;
import io.vigia.query.Scores;
import io.vigia.query.StoreThatMayLeave;
import io.vigia.query.live.DetectionBook;
import io.vigia.testkit.KafkaBroker;
import io.vigia.testkit.StartsServers;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Verdicts by id, through a real broker. */
@StartsServers
class DetectionsTest {
    private static final KafkaBroker BROKER = KafkaBroker.shared();
    private static final Verdict BEFORE = Scores.anomaly("before", 1, 95);
    private static Topics topics;
    private static QueryService service;

    @BeforeAll
    static void start() {
        topics = BROKER.newTopics();
        send(BEFORE);
        service = new QueryService(BROKER.variables(topics.prefix()), new StoreThatMayLeave());
        awaitReady(service);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void a_verdict_from_before_the_start_is_there_once_the_service_is_ready() {
        HttpResponse<String> answer = service.get("/api/v1/detections/" + BEFORE.id());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(new String(EventJson.write(BEFORE), UTF_8));
    }

    @Test
    void who_waits_is_answered_when_the_verdict_comes() {
        Verdict verdict = Scores.anomaly("waited", 1, 95);
        CompletableFuture<HttpResponse<String>> byParameter = poll("/api/v1/detections/" + verdict.id() + "?wait=30");
        CompletableFuture<HttpResponse<String>> byPreference =
                poll("/api/v1/detections/" + verdict.id(), "Prefer", "respond-async, wait=3600");
        awaitWaiters(2);
        send(verdict);
        assertThat(json(byParameter.join()).get("window").toString()).isEqualTo("[74.0,75.0,76.0]");
        assertThat(byPreference.join().body()).isEqualTo(byParameter.join().body());
        awaitWaiters(0);
    }

    @Test
    void head_does_not_wait() {
        for (int i = 0; i < 10; i++) {
            assertThat(service.head("/api/v1/detections/never-" + i + "?wait=30")
                            .statusCode())
                    .isEqualTo(404);
        }
        awaitWaiters(0);
    }

    @Test
    void an_id_of_any_printable_characters_is_found() {
        for (String id : List.of(
                "a/b", "a\\b", "/", "\\", "a//b/", "a;b=c", "%2F", "a%b", "?x#y", "a+b", "...", "[{|}]^`\"<>")) {
            send(new Deleted(id));
            String encoded = URLEncoder.encode(id, UTF_8).replace("+", "%20");
            HttpResponse<String> answer = service.get("/api/v1/detections/" + encoded + "?wait=30");
            assertThat(answer.statusCode()).as(id).isEqualTo(200);
            assertThat(json(answer).get("id").asString()).isEqualTo(id);
        }
    }

    @Test
    void a_confirmation_of_a_deletion_is_answered_as_it_is() {
        send(new Deleted("gone"));
        assertThat(service.get("/api/v1/detections/gone?wait=30").body())
                .isEqualTo("{\"id\":\"gone\",\"type\":\"deleted\"}");
    }

    @Test
    void what_was_not_seen_when_the_wait_ends_is_not_found_and_worth_another_try() {
        for (String wait : new String[] {"", "?wait=0", "?wait=1"}) {
            HttpResponse<String> answer = service.get("/api/v1/detections/never" + wait);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.headers().firstValue("Retry-After")).contains("1");
            assertThat(json(answer).get("detail").asString()).contains("no verdict for 'never'");
        }
    }

    @Test
    void one_waiter_too_many_is_sent_away() {
        CompletableFuture<HttpResponse<String>> first = poll("/api/v1/detections/full-1?wait=30");
        CompletableFuture<HttpResponse<String>> second = poll("/api/v1/detections/full-2?wait=30");
        awaitWaiters(2);
        HttpResponse<String> third = service.get("/api/v1/detections/full-3?wait=30");
        assertThat(third.statusCode()).isEqualTo(429);
        assertThat(third.headers().firstValue("Retry-After")).isPresent();
        send(new Deleted("full-1"));
        send(new Deleted("full-2"));
        assertThat(first.join().statusCode()).isEqualTo(200);
        assertThat(second.join().statusCode()).isEqualTo(200);
        awaitWaiters(0);
    }

    @Test
    void what_is_no_detection_is_passed_over() {
        BROKER.send(topics.detections(), "s", "nonsense");
        send(new Deleted("behind-nonsense"));
        assertThat(service.get("/api/v1/detections/behind-nonsense?wait=30").statusCode())
                .isEqualTo(200);
    }

    @Test
    void what_is_held_and_waited_for_is_measured() {
        service.get("/api/v1/detections/" + BEFORE.id());
        assertThat(service.management("/metrics").body())
                .contains("vigia_query_detections_held", "vigia_query_detections_waiters")
                .containsPattern("vigia_query_detections_wait_seconds_count\\{.*outcome=\"found\"");
    }

    @Test
    void missing_topics_are_made_and_a_stop_lets_those_who_wait_go() {
        String prefix = KafkaBroker.uniquePrefix();
        CompletableFuture<HttpResponse<String>> waiting;
        try (QueryService other = new QueryService(BROKER.variables(prefix), new StoreThatMayLeave())) {
            awaitReady(other);
            assertThat(BROKER.records(new Topics(prefix).detections())).isEmpty();
            waiting = CompletableFuture.supplyAsync(() -> other.get("/api/v1/detections/never?wait=30"));
            await().until(() -> other.bean(DetectionBook.class).waiters() == 1);
        }
        assertThat(waiting.join().statusCode()).isEqualTo(404);
    }

    private static CompletableFuture<HttpResponse<String>> poll(String path, String... headers) {
        return CompletableFuture.supplyAsync(() -> service.get(path, headers));
    }

    private static void awaitWaiters(int count) {
        await().atMost(KafkaBroker.PATIENCE)
                .until(() -> service.bean(DetectionBook.class).waiters() == count);
    }

    private static void awaitReady(QueryService started) {
        await().atMost(KafkaBroker.PATIENCE).untilAsserted(() -> {
            HttpResponse<String> ready = started.management("/health/ready");
            assertThat(ready.statusCode()).as(ready.body()).isEqualTo(200);
            JsonNode components = json(ready).get("components");
            assertThat(components.get("queryStore").get("status").asString()).isEqualTo("UP");
        });
    }

    private static void send(DetectionEvent event) {
        BROKER.send(topics.detections(), "s".getBytes(UTF_8), EventJson.write(event));
    }
}
