package io.vigia.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.detection.judgement.Judgement;
import io.vigia.detection.model.Model;
import io.vigia.detection.model.Network;
import io.vigia.detection.model.RuleSpec;
import io.vigia.detection.model.Scaling;
import io.vigia.verdict.Direction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The two answers that users know from the system before: 75 is normal, and then 95 is an anomaly. */
class ClassicCaseTest {
    private static final double[] BEFORE = {72, 73, 74, 71, 73, 72, 72.51, 73.11, 75, 75.3};

    static Stream<Model> models() {
        Network zero = Models.network(10, (windows, from) -> 0);
        return Stream.of(
                Models.adaptive(Models.naive(10)),
                Models.adaptive(Models.mixing(10)),
                Models.adaptive(zero),
                Models.absolute(Models.naive(10), 2.387),
                Models.model(Models.naive(10), new Scaling.MinMax(50, 100), RuleSpec.Adaptive.defaults()));
    }

    @ParameterizedTest
    @MethodSource("models")
    void seventy_five_is_normal_and_ninety_five_is_an_anomaly(Model model) {
        Models.Sensor sensor = new Models.Sensor(model);
        sensor.judgeAll(BEFORE);

        Judgement normal = sensor.judge(75);
        Judgement anomaly = sensor.judge(95);

        assertThat(normal.verdict().anomaly()).isFalse();
        assertThat(normal.window()).containsExactly(BEFORE);
        assertThat(anomaly.verdict().anomaly()).isTrue();
        assertThat(anomaly.verdict().alarm()).isTrue();
        assertThat(anomaly.verdict().direction()).isEqualTo(Direction.ABOVE);
        assertThat(anomaly.verdict().severity()).isNotNull();
        assertThat(anomaly.window()).containsExactly(73, 74, 71, 73, 72, 72.51, 73.11, 75, 75.3, 75);
    }
}
