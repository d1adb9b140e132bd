package io.vigia.detector.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.contract.EventJson;
import io.vigia.contract.Score;
import io.vigia.contract.ScoreEvent;
import io.vigia.verdict.Status;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A shadow model")
class ShadowTest {
    private final TopologyHarness shadowed =
            new TopologyHarness(4, TopologyHarness.model("strict", 3, 1, StandInModels.SHA_256));
    private final TopologyHarness alone = new TopologyHarness(4);

    @AfterEach
    void close() {
        shadowed.close();
        alone.close();
    }

    private List<Score> shadowScores() {
        return shadowed.records(shadowed.topics.shadowScores()).stream()
                .map(record -> (Score) EventJson.readScore(record.value()))
                .toList();
    }

    @Test
    void is_a_second_processor_with_stores_and_a_topic_of_its_own() throws IOException {
        try (InputStream golden =
                Objects.requireNonNull(getClass().getResourceAsStream("/topology-shadow.txt"), "topology-shadow.txt")) {
            assertThat(shadowed.describe().strip())
                    .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8).strip());
        }
    }

    @Test
    void scores_every_reading_by_its_own_rule() {
        for (double value : new double[] {1, 2, 3, 5, 5}) {
            shadowed.send("s", value);
        }
        shadowed.letBatchesExpire();

        assertThat(shadowScores())
                .extracting(Score::status)
                .containsExactly(Status.WARMING_UP, Status.WARMING_UP, Status.WARMING_UP, Status.SCORED, Status.SCORED);
        assertThat(shadowed.scores()).extracting(Score::anomaly).containsOnly(false);
        assertThat(shadowed.meters.counter("vigia.shadow.anomalies").count()).isEqualTo(1);
        assertThat(shadowed.meters.counter("vigia.detector.anomalies").count()).isZero();
    }

    @Test
    void changes_nothing_of_what_the_first_model_says() {
        for (TopologyHarness vigia : List.of(shadowed, alone)) {
            for (double value : new double[] {1, 2, 3, 99}) {
                vigia.sendAt("s", (long) value, value);
            }
            vigia.delete("s");
            vigia.sendRaw("s", "nonsense".getBytes(StandardCharsets.UTF_8));
            vigia.change("*", "gone@1");
            vigia.ask("s", 4);
        }
        assertThat(withoutIds(shadowed.scoreEvents())).isEqualTo(withoutIds(alone.scoreEvents()));
        for (String topic : List.of(
                shadowed.topics.anomalies(),
                shadowed.topics.sensors(),
                shadowed.topics.readingsDlq(),
                shadowed.topics.models())) {
            assertThat(shadowed.records(topic)).as(topic).hasSameSizeAs(alone.records(topic));
        }
    }

    private static List<String> withoutIds(List<ScoreEvent> events) {
        return events.stream()
                .map(event -> event.toString().replace(event.id(), ""))
                .toList();
    }

    @Test
    void forgets_a_sensor_that_is_deleted_and_follows_no_deploy() {
        shadowed.models.deploy("other", 3, 1);
        for (int value = 1; value <= 3; value++) {
            shadowed.send("s", value);
        }
        shadowed.delete("s");
        shadowed.change("*", "other@1");
        for (int value = 1; value <= 4; value++) {
            shadowed.ask("s", value);
        }

        List<Score> scores = shadowScores();

        assertThat(scores).hasSize(7);
        assertThat(scores.get(3).remaining()).isEqualTo(3);
        assertThat(scores.get(6).model()).isEqualTo("strict@1");
        assertThat(shadowed.records(shadowed.topics.models()))
                .extracting(TestRecord::key)
                .hasSize(1);
    }
}
