package io.vigia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Uses nothing of Vigía's to read: a Kafka client, a JSON parser and the public names. */
@DisplayName("A stranger who listens to the anomalies")
class AnomalyConsumerTest {
    private final Target vigia = Target.shared();
    private final String sensor = Target.newSensor();

    @Test
    void gets_them_as_cloud_events_with_the_window_that_was_looked_at() throws Exception {
        double[] values = {72, 73, 74, 71, 73, 72, 72.51, 73.11, 75, 75.3, 75, 95};
        for (double value : values) {
            vigia.calls().json("/nuevo?dato=" + value + "&sensor=" + sensor);
        }
        ConsumerRecord<String, String> record = firstAnomaly();
        assertThat(header(record, "ce_specversion")).isEqualTo("1.0");
        assertThat(header(record, "ce_type")).isEqualTo("io.vigia.anomaly.v1");
        assertThat(header(record, "ce_source")).isNotBlank();
        JsonNode event = JsonMapper.shared().readTree(record.value());
        assertThat(header(record, "ce_id")).isEqualTo(event.get("id").asString());
        assertThat(Instant.parse(header(record, "ce_time")).toEpochMilli())
                .isEqualTo(event.get("ts").asLong());
        assertThat(event.get("sensor").asString()).isEqualTo(sensor);
        assertThat(event.get("value").asDouble()).isEqualTo(95);
        assertThat(event.get("anomaly").asBoolean()).isTrue();
        assertThat(event.get("alarm").asBoolean()).isTrue();
        assertThat(event.get("direction").asString()).isEqualTo("above");
        assertThat(event.get("severity").asString()).isIn("low", "medium", "high", "critical");
        assertThat(event.get("reason").asString()).isIn("value", "error", "level", "stuck");
        assertThat(event.get("window")).hasSize(10);
        assertThat(event.get("window").get(9).asDouble()).isEqualTo(75);
        assertThat(event.get("upper").asDouble()).isLessThan(95);
    }

    private ConsumerRecord<String, String> firstAnomaly() {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                vigia.broker().bootstrapServers(),
                "group.id",
                "a-stranger-" + sensor,
                "auto.offset.reset",
                "earliest",
                "isolation.level",
                "read_committed");
        List<ConsumerRecord<String, String>> found = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(vigia.topic("anomalies")));
            Awaitility.await().atMost(Duration.ofMinutes(5)).until(() -> {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                    if (record.key().equals(sensor)) {
                        found.add(record);
                    }
                }
                return !found.isEmpty();
            });
        }
        return found.get(0);
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
