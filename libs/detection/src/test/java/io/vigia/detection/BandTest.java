package io.vigia.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.detection.judgement.Judgement;
import io.vigia.detection.model.Model;
import io.vigia.detection.model.RuleSpec;
import io.vigia.detection.model.Scaling;
import io.vigia.verdict.Direction;
import io.vigia.verdict.Reason;
import io.vigia.verdict.Status;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bounds of an answer and its verdict never contradict each other. */
class BandTest {
    private static final double[] ABSURD = {65_535, 85, -127, 0, 1e9, -1e300, Double.MAX_VALUE};

    static Model[] models() {
        return new Model[] {
            Models.adaptive(Models.naive(10)),
            Models.adaptive(Models.mixing(10)),
            Models.adaptive2(Models.naive(10)),
            Models.adaptive2(Models.mixing(10)),
            Models.model(Models.mixing(10), new Scaling.Sensor(6), new RuleSpec.Adaptive2(Models.hasty())),
            Models.absolute(Models.naive(10), 3.3)
        };
    }

    @ParameterizedTest
    @MethodSource("models")
    void a_value_outside_is_an_anomaly_and_one_inside_is_none_but_for_a_stuck_run(Model model) {
        for (long seed = 0; seed < 60; seed++) {
            double[] values = withAbsurdValues(seed, Series.of(seed, 1200));
            Models.Sensor sensor = new Models.Sensor(model);
            for (int i = 0; i < values.length; i++) {
                Judgement said = sensor.judge(values[i]);
                if (said.status() != Status.WARMING_UP) {
                    assertAgrees("seed %d, place %d".formatted(seed, i), values[i], said);
                }
            }
        }
    }

    static double[] withAbsurdValues(long seed, double[] values) {
        Random random = new Random(seed);
        for (int i = random.nextInt(300); i < values.length; i += 1 + random.nextInt(300)) {
            values[i] = ABSURD[random.nextInt(ABSURD.length)];
        }
        return values;
    }

    static void assertAgrees(String where, double value, Judgement said) {
        boolean inside =
                !(value <= said.verdict().lower() || value >= said.verdict().upper());
        if (value < said.verdict().lower() || value > said.verdict().upper()) {
            assertThat(said.verdict().anomaly())
                    .as("%s: %s is outside, %s", where, value, said)
                    .isTrue();
        }
        boolean byValue = said.trace().reason() != Reason.STUCK
                && said.trace().reason() != Reason.LEVEL
                && said.trace().reason() != Reason.SEASON;
        if (inside && byValue) {
            assertThat(said.verdict().anomaly())
                    .as("%s: %s is inside, %s", where, value, said)
                    .isFalse();
        }
    }

    /** Where the sensor once sent 65535, values far out are not rare any more, yet they lie outside the band. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1000, 10_000})
    void a_value_that_lies_beyond_an_upper_bound_is_an_anomaly_after_an_absurd_one(int normalReadings) {
        Random random = new Random(7);
        Models.Sensor sensor = new Models.Sensor(Models.adaptive(Models.naive(10)));
        for (int i = 0; i < 600; i++) {
            sensor.judge(70 + random.nextGaussian() / 2);
        }
        sensor.judge(65_535);
        for (int i = 0; i < normalReadings; i++) {
            sensor.judge(70 + random.nextGaussian() / 2);
        }

        Judgement said = sensor.judge(95);

        assertThat(said.verdict().upper()).isLessThan(80);
        assertThat(said.verdict().anomaly()).isTrue();
        assertThat(said.verdict().direction()).isEqualTo(Direction.ABOVE);
        assertThat(said.verdict().score()).isGreaterThanOrEqualTo(0.5);
    }

    @Test
    void a_value_on_a_bound_of_a_fixed_threshold_is_no_anomaly() {
        Models.Sensor sensor = new Models.Sensor(Models.absolute(Models.naive(10), 0.1));
        for (int i = 0; i < 10; i++) {
            sensor.judge(0.3);
        }
        // 0.3f + 0.1 is 0.4000000119…, and its distance from the prediction is rounded once more.
        Judgement probe = sensor.judge(0.3);
        assertThat(sensor.judge(probe.verdict().upper()).verdict().anomaly()).isFalse();
    }
}
