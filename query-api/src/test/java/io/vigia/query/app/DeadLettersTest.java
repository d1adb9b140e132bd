package io.vigia.query.app;

import static io.vigia.query.app.QueryService.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigia.contract.DeadLetter;
import io.vigia.contract.EventJson;
import io.vigia.contract.SentAgain;
import io.vigia.contract.Topics;
import io.vigia.query.StoreThatMayLeave;
import io.vigia.testkit.KafkaBroker;
import io.vigia.testkit.StartsServers;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Dead letters over HTTP, through a real broker. */
@StartsServers
class DeadLettersTest {
    private static final KafkaBroker BROKER = KafkaBroker.shared();
    private static Topics topics;
    private static QueryService service;

    @BeforeAll
    static void start() throws Exception {
        topics = BROKER.newTopics();
        send(topics.readingsDlq(), topics.readings(), 3, 41, 1_000, "boiler-1", "{\"value\": «21»}".getBytes(UTF_8));
        service = new QueryService(BROKER.variables(topics.prefix()), new StoreThatMayLeave());
        await().until(() -> service.get("/api/v1/dead-letters").statusCode() == 200);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void are_listed_with_why_and_from_where_and_whether_they_were_sent_again() {
        assertThat(letter("readings-3-0").toString())
                .isEqualTo("{\"letter\":\"readings-3-0\",\"time\":1000,\"sensor\":\"boiler-1\",\"reason\":\"no JSON\","
                        + "\"originTopic\":\"%s\",\"originPartition\":3,\"originOffset\":41,"
                                .formatted(topics.readings())
                        + "\"text\":\"{\\\"value\\\": «21»}\",\"cut\":false,\"sentAgain\":null}");
        BROKER.send(
                topics.redriven().name(),
                "readings-3-0".getBytes(UTF_8),
                EventJson.write(new SentAgain("readings-3-0", 2_000, topics.readings(), true)));
        await().untilAsserted(
                        () -> assertThat(letter("readings-3-0").get("sentAgain").toString())
                                .isEqualTo("{\"letter\":\"readings-3-0\",\"at\":2000,\"to\":\"%s\",\"corrected\":true}"
                                        .formatted(topics.readings())));
    }

    @Test
    void are_of_all_topics_the_newest_first_in_pages() throws Exception {
        send(topics.scoresDlq(), topics.scores(), 0, 5, 5_000, null, new byte[] {1});
        send(
                topics.notificationsDlq(),
                topics.incidents(),
                1,
                6,
                6_000,
                "pump",
                "x".repeat(3_000).getBytes(UTF_8));
        await().untilAsserted(() -> assertThat(items("/api/v1/dead-letters")).hasSize(3));
        List<JsonNode> all = items("/api/v1/dead-letters");
        assertThat(all.stream().map(letter -> letter.get("letter").asString()))
                .containsExactly("notifications-1-0", "scores-0-0", "readings-3-0");
        assertThat(all.get(0).get("cut").asBoolean()).isTrue();
        assertThat(all.get(0).get("text").asString()).isEqualTo("x".repeat(2_000));
        assertThat(all.get(1).get("text").asString()).isEqualTo("0x01");
        assertThat(all.get(1).get("sensor").isNull()).isTrue();
        JsonNode page = json(service.get("/api/v1/dead-letters?limit=2"));
        assertThat(page.get("items")).hasSize(2);
        JsonNode last = json(service.get(
                "/api/v1/dead-letters?limit=2&cursor=" + page.get("next").asString()));
        assertThat(last.get("items")).hasSize(1);
        assertThat(last.get("next").isNull()).isTrue();
        assertThat(service.get("/api/v1/dead-letters?limit=1001").statusCode()).isEqualTo(400);
    }

    private static JsonNode letter(String id) {
        return items("/api/v1/dead-letters").stream()
                .filter(letter -> letter.get("letter").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonNode> items(String path) {
        return json(service.get(path)).get("items").valueStream().toList();
    }

    private static void send(
            String topic, String origin, int partition, long offset, long time, @Nullable String key, byte[] value)
            throws Exception {
        ProducerRecord<byte[], byte[]> letter = new DeadLetter(
                        origin,
                        partition,
                        offset,
                        time,
                        key == null ? null : key.getBytes(UTF_8),
                        value,
                        new RecordHeaders(),
                        "no JSON")
                .to(topic, DeadLetter.SAFE_BYTES);
        BROKER.producer().send(letter).get();
    }
}
