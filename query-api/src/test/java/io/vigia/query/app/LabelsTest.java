package io.vigia.query.app;

import static io.vigia.query.app.QueryService.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigia.contract.EventJson;
import io.vigia.contract.FeedbackVerdict;
import io.vigia.contract.Label;
import io.vigia.contract.Topics;
import io.vigia.query.StoreThatMayLeave;
import io.vigia.testkit.KafkaBroker;
import io.vigia.testkit.StartsServers;
import io.vigia.verdict.Reason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Labels over HTTP, through a real broker. */
@StartsServers
class LabelsTest {
    private static final KafkaBroker BROKER = KafkaBroker.shared();
    private static Topics topics;
    private static QueryService service;

    @BeforeAll
    static void start() {
        topics = BROKER.newTopics();
        send("a", "before", 1, FeedbackVerdict.TRUE_ALARM);
        service = new QueryService(BROKER.variables(topics.prefix()), new StoreThatMayLeave());
        await().until(() -> service.get("/api/v1/labels").statusCode() == 200);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void are_listed_as_on_their_topic_from_before_the_start_too() {
        String listed = service.get("/api/v1/labels?sensor=before").body();
        assertThat(listed)
                .isEqualTo("{\"items\":["
                        + new String(EventJson.write(label("a", "before", 1, FeedbackVerdict.TRUE_ALARM)), UTF_8)
                        + "],\"next\":null}");
    }

    @Test
    void are_the_newest_that_was_said_until_it_is_withdrawn() {
        send("changed", "changes", 5, FeedbackVerdict.TRUE_ALARM);
        send("changed", "changes", 5, FeedbackVerdict.EXPECTED);
        send("kept", "changes", 6, FeedbackVerdict.FALSE_ALARM);
        await().untilAsserted(() -> assertThat(verdicts("changes")).containsExactly("false-alarm", "expected"));
        BROKER.send(topics.labels(), "changed".getBytes(UTF_8), null);
        await().untilAsserted(() -> assertThat(verdicts("changes")).containsExactly("false-alarm"));
    }

    @Test
    void are_listed_in_pages_the_newest_anomaly_first() {
        for (int i = 0; i < 7; i++) {
            send("p" + i, "page-" + i % 2, 10 + i, FeedbackVerdict.TRUE_ALARM);
        }
        await().untilAsserted(
                        () -> assertThat(items("/api/v1/labels?sensor=page-*")).hasSize(7));
        List<String> read = new ArrayList<>();
        JsonNode page = json(service.get("/api/v1/labels?sensor=page-*&limit=3"));
        while (true) {
            page.get("items").forEach(item -> read.add(item.get("anomaly").asString()));
            if (page.get("next").isNull()) {
                break;
            }
            page = json(service.get("/api/v1/labels?sensor=page-*&limit=3&cursor="
                    + page.get("next").asString()));
        }
        assertThat(read).containsExactly("p6", "p5", "p4", "p3", "p2", "p1", "p0");
        assertThat(service.get("/api/v1/labels?sensor=a%2Fb").statusCode()).isEqualTo(400);
    }

    private static List<String> verdicts(String sensor) {
        return items("/api/v1/labels?sensor=" + sensor).stream()
                .map(item -> item.get("verdict").asString())
                .toList();
    }

    private static List<JsonNode> items(String path) {
        return json(service.get(path)).get("items").valueStream().toList();
    }

    private static Label label(String anomaly, String sensor, long ts, FeedbackVerdict verdict) {
        return new Label(anomaly, sensor, ts, 95, verdict, Reason.VALUE, null, "ana", null, ts + 1);
    }

    private static void send(String anomaly, String sensor, long ts, FeedbackVerdict verdict) {
        BROKER.send(topics.labels(), anomaly.getBytes(UTF_8), EventJson.write(label(anomaly, sensor, ts, verdict)));
    }
}
