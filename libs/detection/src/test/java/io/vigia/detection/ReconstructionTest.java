package io.vigia.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vigia.detection.judgement.Judgement;
import io.vigia.detection.model.InvalidModelException;
import io.vigia.detection.model.Model;
import io.vigia.detection.model.RuleSpec;
import io.vigia.detection.state.SensorState;
import io.vigia.verdict.Direction;
import io.vigia.verdict.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Networks whose windows end with the reading itself. */
class ReconstructionTest {
    private static final int WINDOW = 4;

    @Test
    void a_window_ends_with_the_reading_and_its_error_is_the_mean_over_it() {
        var sensor = new Models.Sensor(Models.copying(WINDOW, 10, new RuleSpec.AbsoluteError(0.9)));

        assertThat(sensor.judge(10).remaining()).isEqualTo(3);
        assertThat(sensor.judge(10).remaining()).isEqualTo(2);
        assertThat(sensor.judge(10).remaining()).isEqualTo(1);
        Judgement above = sensor.judge(14);
        Judgement below = sensor.judge(8);

        assertThat(above.status()).isEqualTo(Status.SCORED);
        assertThat(above.window()).containsExactly(10, 10, 10);
        assertThat(above.verdict().error()).isCloseTo(1, within(1e-6));
        assertThat(above.verdict().prediction()).isCloseTo(13, within(1e-6));
        assertThat(above.verdict().anomaly()).isTrue();
        assertThat(above.verdict().direction()).isEqualTo(Direction.ABOVE);
        assertThat(below.verdict().error()).isCloseTo((4 + 2) / 4.0, within(1e-6));
        assertThat(below.verdict().direction()).isEqualTo(Direction.BELOW);
    }

    @Test
    void the_bounds_agree_with_the_verdict() {
        var random = new Random(3);
        var sensor = new Models.Sensor(Models.copying(WINDOW, 10, RuleSpec.Adaptive.defaults()));
        for (int i = 0; i < 1_500; i++) {
            double value = 10 + random.nextGaussian() * (i % 97 == 0 ? 9 : 1);
            Judgement said = sensor.judge(value);
            if (said.status() == Status.SCORED && !said.verdict().anomaly()) {
                assertThat(Double.isNaN(said.verdict().lower())
                                || value >= said.verdict().lower())
                        .isTrue();
                assertThat(Double.isNaN(said.verdict().upper())
                                || value <= said.verdict().upper())
                        .isTrue();
            }
        }
        assertThat(sensor.judge(40).verdict().anomaly()).isTrue();
    }

    /** Through the calibrations too, which see the first values again. */
    @Test
    void a_batch_judges_as_one_reading_after_the_other() {
        var random = new Random(4);
        Model model = Models.copying(WINDOW, 10, RuleSpec.Adaptive.defaults());
        var single = new Models.Sensor(model);
        var detector = new Detector(model, 16);
        SensorState state = detector.newState();
        var history = new HeapHistory();
        List<Judgement> alone = new ArrayList<>();
        List<Judgement> together = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            double value = 10 + random.nextGaussian();
            alone.add(single.judge(value));
            detector.add(state, history, i, false, value);
            if (i % 7 == 0) {
                detector.drain((index, judgement) -> together.add(judgement));
            }
        }
        detector.drain((index, judgement) -> together.add(judgement));

        assertThat(together).isEqualTo(alone);
    }

    @Test
    void a_sensor_keeps_its_window_when_a_forecast_takes_over() {
        var rule = new RuleSpec.AbsoluteError(5);
        var sensor = new Models.Sensor(Models.copying(WINDOW, 10, rule));
        sensor.judgeAll(1, 2, 3);

        sensor.change(Models.absolute(Models.naive(WINDOW), 5));

        assertThat(sensor.judge(4).remaining()).isEqualTo(1);
        assertThat(sensor.judge(5).verdict().prediction()).isEqualTo(4);
        sensor.change(Models.copying(WINDOW, 10, rule));
        assertThat(sensor.judge(6).window()).containsExactly(3, 4, 5);
    }

    @Test
    void one_value_is_no_window_to_copy() {
        var rule = new RuleSpec.AbsoluteError(5);

        assertThatThrownBy(() -> Models.copying(1, 10, rule))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("window");
    }
}
