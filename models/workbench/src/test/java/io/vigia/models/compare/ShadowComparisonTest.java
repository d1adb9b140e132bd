package io.vigia.models.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.contract.EventJson;
import io.vigia.contract.Score;
import io.vigia.contract.ScoreEvent;
import io.vigia.contract.SensorPattern;
import io.vigia.contract.Topics;
import io.vigia.models.WorkbenchException;
import io.vigia.testkit.KafkaBroker;
import io.vigia.verdict.Status;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShadowComparisonTest {
    private static final SensorPattern ALL = new SensorPattern("*");

    private final KafkaBroker broker = KafkaBroker.shared();
    private final Topics topics = broker.newTopics();

    private void send(String topic, String sensor, String id, boolean anomaly, double error, String model) {
        Score score = new Score(
                id,
                sensor,
                1,
                5,
                Status.SCORED,
                -1,
                5,
                4,
                6,
                error,
                0.5,
                anomaly,
                anomaly,
                null,
                null,
                null,
                Double.NaN,
                model);
        broker.send(topic, sensor.getBytes(StandardCharsets.UTF_8), EventJson.write((ScoreEvent) score));
    }

    private List<String> report(SensorPattern sensors) {
        return ShadowComparison.read(broker.settings(topics.prefix()), sensors).lines();
    }

    @Test
    void verdicts_of_the_same_reading_are_compared_and_those_without_a_counterpart_are_not() {
        send(topics.scores(), "pump", "before", true, 1, "old@1");
        for (int i = 0; i < 10; i++) {
            send(topics.scores(), "pump", "p" + i, i == 3, 2, "old@1");
            send(topics.shadowScores(), "pump", "p" + i, i == 3 || i == 7, 1, "new@1");
            send(topics.scores(), "fan", "p" + i, false, 2, "old@1");
            send(topics.shadowScores(), "fan", "p" + i, false, 1, "new@1");
        }
        send(topics.shadowScores(), "pump", "after", true, 1, "new@1");

        assertThat(report(ALL))
                .startsWith("A is old@1, B is new@1 (shadow)")
                .last()
                .asString()
                .startsWith("Verdicts differ at 1 of 20 values (5.000 %), in 1 of 2 series");
        assertThat(report(new SensorPattern("fan*")))
                .last()
                .isEqualTo("The verdicts are the same at all 10 values of 1 series.");
    }

    @Test
    void without_a_shadow_there_is_nothing_to_compare() {
        send(topics.scores(), "pump", "a", true, 1, "old@1");

        assertThatThrownBy(() -> report(ALL))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("Run the detector with VIGIA_SHADOW_MODEL");
    }
}
