package io.vigia.models.bundles;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.detection.Detector;
import io.vigia.detection.judgement.Judgement;
import io.vigia.detection.onnx.ModelBundle;
import io.vigia.detection.state.History;
import io.vigia.detection.state.SensorState;
import io.vigia.verdict.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DefaultBundleTest {
    private static final double[] CLASSIC = {72, 73, 74, 71, 73, 72, 72.51, 73.11, 75, 75.3};

    @Test
    void the_shipped_bundle_loads_and_says_which_it_is() {
        try (var bundle = ModelBundle.shipped()) {
            assertThat(bundle.model().id()).isEqualTo("vigia-default@2");
            assertThat(bundle.model().manifest().window()).isEqualTo(10);
        }
    }

    @Test
    void ten_values_warm_up_then_75_is_normal_and_95_an_anomaly() {
        try (var bundle = ModelBundle.shipped()) {
            var sensor = new Sensor(bundle);
            for (double value : CLASSIC) {
                assertThat(sensor.judge(value).status()).isEqualTo(Status.WARMING_UP);
            }
            var normal = sensor.judge(75);
            var anomaly = sensor.judge(95);

            assertThat(normal.status()).isEqualTo(Status.PROVISIONAL);
            assertThat(normal.verdict().anomaly()).isFalse();
            assertThat(normal.window()).containsExactly(CLASSIC);
            assertThat(anomaly.verdict().anomaly()).isTrue();
        }
    }

    @Test
    void a_jump_on_a_calibrated_sensor_is_an_anomaly_and_its_usual_values_are_not() {
        try (var bundle = ModelBundle.shipped()) {
            var sensor = new Sensor(bundle);
            var usual = new ArrayList<Judgement>();
            for (int i = 0; i < 600; i++) {
                usual.add(sensor.judge(20 + 3 * Math.sin(2 * Math.PI * i / 24) + 0.2 * Math.sin(7.3 * i)));
            }
            assertThat(usual.get(usual.size() - 1).status()).isEqualTo(Status.SCORED);
            assertThat(usual.subList(250, 600)).noneMatch(said -> said.verdict().anomaly());
            assertThat(sensor.judge(40).verdict().anomaly()).isTrue();
        }
    }

    /** One sensor, each value judged at once. */
    private static final class Sensor {
        private final Detector detector;
        private final SensorState state;
        private final History history = new Remembered();
        private long ts;

        Sensor(ModelBundle bundle) {
            this.detector = new Detector(bundle.model(), 1);
            this.state = detector.newState();
        }

        Judgement judge(double value) {
            List<Judgement> judgements = new ArrayList<>();
            detector.add(state, history, ++ts, true, value);
            detector.drain((index, judgement) -> judgements.add(judgement));
            return judgements.get(0);
        }
    }

    private static final class Remembered implements History {
        private final List<Double> values = new ArrayList<>();

        @Override
        public void append(int index, double value) {
            assertThat(index).isEqualTo(values.size());
            values.add(value);
        }

        @Override
        public double[] first(int count) {
            return Arrays.copyOf(
                    values.stream().mapToDouble(Double::doubleValue).toArray(), count);
        }

        @Override
        public void clear(int count) {
            values.clear();
        }
    }
}
