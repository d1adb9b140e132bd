package io.vigia.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vigia.detection.judgement.Judgement;
import io.vigia.detection.model.Model;
import io.vigia.detection.model.Network;
import io.vigia.detection.model.RuleSpec;
import io.vigia.detection.model.Scaling;
import io.vigia.property.Draw;
import io.vigia.property.Property;
import io.vigia.verdict.Status;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** A sensor that goes on under another model. */
class AdoptionTest {
    private static final int W = Models.WINDOW;
    private static final Network OLD = Models.mixing(W);
    private static final Network NEW = Models.naive(W);
    private static final Model ADAPTIVE = Models.adaptive(OLD);
    private static final Model OTHER_NETWORK = Models.withNetwork(ADAPTIVE, NEW);

    private static Offset<Double> near(double expected) {
        return within(1e-5 * Math.max(1, Math.abs(expected)));
    }

    private static RuleSpec.Adaptive rule() {
        return RuleSpec.Adaptive.defaults();
    }

    @Property(tries = 20)
    void the_same_model_deployed_again_changes_nothing(Draw draw) {
        long seed = draw.aLong();
        int change = draw.anInt(0, 700);
        double[] values = Series.of(seed, 760);
        for (Model model : new Model[] {ADAPTIVE, Models.absolute(OLD, 2.5)}) {
            Models.Sensor straight = new Models.Sensor(model);
            Models.Sensor changed = new Models.Sensor(model);
            for (int i = 0; i < values.length; i++) {
                if (i == change) {
                    changed.change(Models.model(
                            OLD, model.manifest().input(), model.manifest().rule()));
                }
                assertThat(changed.judge(values[i])).isEqualTo(straight.judge(values[i]));
            }
        }
    }

    @Property(tries = 30)
    void another_network_starts_the_errors_again_and_leaves_rarity_and_level(Draw draw) {
        long seed = draw.aLong();
        int change = draw.anInt(501, 900);
        double[] values = Series.of(seed, 1300);
        PlainFormulas.Row[] plain = new PlainFormulas(values, NEW).judge();
        Models.Sensor sensor = new Models.Sensor(ADAPTIVE);
        sensor.judgeAll(Arrays.copyOf(values, change));

        sensor.change(OTHER_NETWORK);

        PlainErrors errors = new PlainErrors();
        double floor = floor(values);
        for (int i = change; i < values.length; i++) {
            Judgement said = sensor.judge(values[i]);
            double excess = errors.excess(said.verdict().error(), floor);
            assertThat(said.status()).isEqualTo(Status.SCORED);
            assertThat(said.verdict().prediction()).isCloseTo(plain[i].prediction(), near(plain[i].prediction()));
            assertThat(said.trace().rarity()).isCloseTo(plain[i].rarity(), near(plain[i].rarity()));
            assertThat(said.trace().levelExcess()).isCloseTo(plain[i].zl(), near(plain[i].zl()));
            double expected = i - change < 250 ? 0 : excess;
            assertThat(said.trace().errorExcess()).isCloseTo(expected, near(expected));
            double parts = said.trace().rarity()
                    + said.trace().errorExcess() / 2
                    + said.trace().levelExcess() / 2;
            assertThat(said.trace().total() - parts)
                    .matches(stuck -> Math.abs(stuck) < 1e-5 || Math.abs(stuck - 20) < 1e-5, "0, or 20 when stuck");
        }
    }

    private static double floor(double[] values) {
        double mean = Arrays.stream(values, 0, 500).average().orElseThrow();
        double squares =
                Arrays.stream(values, 0, 500).map(v -> (v - mean) * (v - mean)).sum();
        double sigma = Math.max(Math.sqrt(squares / 500), Math.max(1e-6 * Math.abs(mean), 1e-9));
        return 1e-3 * sigma + 1e-9 * Math.abs(mean) + 1e-12;
    }

    /** The formulas of zA, once more, from the first error on. */
    private static final class PlainErrors {
        private final double[] errors = new double[1300];
        private int size;
        private double mean;
        private double variance;

        double excess(double error, double floor) {
            errors[size++] = error;
            int from = Math.max(0, size - 10);
            double recent = Arrays.stream(errors, from, size).sum() / (size - from);
            double excess = Math.max(0, Math.min(20, (recent - mean) / (Math.sqrt(variance) + floor)));
            double a = 1 / 2000.0;
            double alpha = Math.min(1, a / (1 - Math.pow(1 - a, size)));
            double d = recent - mean;
            mean += alpha * d;
            variance = (1 - alpha) * (variance + alpha * d * d);
            return excess;
        }
    }

    @Property(tries = 30)
    void a_network_that_comes_before_the_last_calibration_is_calibrated_with_all_values(Draw draw) {
        long seed = draw.aLong();
        int change = draw.anInt(1, 500);
        double[] values = Series.of(seed, 700);
        PlainFormulas.Row[] plain = new PlainFormulas(values, NEW).judge();
        Models.Sensor sensor = new Models.Sensor(ADAPTIVE);
        sensor.judgeAll(Arrays.copyOf(values, change));

        sensor.change(OTHER_NETWORK);

        for (int i = change; i < values.length; i++) {
            Judgement said = sensor.judge(values[i]);
            // At 500 there is nothing to calibrate again: the change came too late for that.
            if (i >= 500 && change < 500) {
                assertThat(said.trace().rarity()).isCloseTo(plain[i].rarity(), near(plain[i].rarity()));
                assertThat(said.trace().errorExcess()).isCloseTo(plain[i].za(), near(plain[i].za()));
                assertThat(said.trace().levelExcess()).isCloseTo(plain[i].zl(), near(plain[i].zl()));
            }
        }
    }

    @Test
    void a_longer_window_warms_up_with_what_is_there_and_rarity_and_level_go_on() {
        double[] values = Series.of(3, 900);
        PlainFormulas.Row[] plain = new PlainFormulas(values, OLD).judge();
        Models.Sensor sensor = new Models.Sensor(ADAPTIVE);
        sensor.judgeAll(Arrays.copyOf(values, 600));

        sensor.change(Models.withNetwork(ADAPTIVE, Models.naive(24)));

        // The level's mean looks back on 19 values, so as many were kept.
        for (int missing = 5; missing > 0; missing--) {
            Judgement said = sensor.judge(values[605 - missing]);
            assertThat(said.status()).isEqualTo(Status.WARMING_UP);
            assertThat(said.remaining()).isEqualTo(missing);
        }
        for (int i = 605; i < 900; i++) {
            Judgement said = sensor.judge(values[i]);
            assertThat(said.status()).isEqualTo(Status.SCORED);
            assertThat(said.window()).containsExactly(Arrays.copyOfRange(values, i - 24, i));
            assertThat(said.trace().rarity()).isCloseTo(plain[i].rarity(), near(plain[i].rarity()));
            assertThat(said.trace().levelExcess()).isCloseTo(plain[i].zl(), near(plain[i].zl()));
            assertThat(said.trace().errorExcess()).matches(excess -> excess == 0 || i(said, values) >= 855);
        }
    }

    private static int i(Judgement said, double[] values) {
        return (int) said.ts() < values.length ? (int) said.ts() : -1;
    }

    @Property(tries = 20)
    void another_rule_warms_up_by_itself_and_then_says_what_it_would_of_a_new_sensor(Draw draw) {
        long seed = draw.aLong();
        int change = draw.anInt(10, 700);
        int from = draw.anInt(0, 2);
        double[] values = Series.of(seed, change + 600);
        Model before = new Model[] {
                    Models.absolute(OLD, 2.5),
                    Models.model(OLD, new Scaling.Sensor(6), rule().withCalibrations(100, 300)),
                    Models.model(OLD, new Scaling.Sensor(6), rule().withCalibrations(250, 600))
                }
                [from];
        Models.Sensor sensor = new Models.Sensor(before);
        sensor.judgeAll(Arrays.copyOf(values, change));
        Models.Sensor fresh = new Models.Sensor(ADAPTIVE);

        sensor.change(ADAPTIVE);

        for (int i = 0; i < 600; i++) {
            Judgement said = sensor.judge(values[change + i]);
            Judgement expected = fresh.judge(values[change + i]);
            assertThat(said.window()).containsExactly(Arrays.copyOfRange(values, change + i - W, change + i));
            assertThat(said.status()).isEqualTo(i < 250 ? Status.PROVISIONAL : Status.SCORED);
            if (i >= 250) {
                assertThat(said.trace().total()).isEqualTo(expected.trace().total());
                assertThat(said.verdict().prediction())
                        .isEqualTo(expected.verdict().prediction());
            }
        }
    }

    @Test
    void a_sensor_goes_over_to_adaptive_2_with_its_window_and_its_own_warm_up() {
        double[] values = Series.of(7, 1400);
        Models.Sensor sensor = new Models.Sensor(ADAPTIVE);
        sensor.judgeAll(Arrays.copyOf(values, 700));

        sensor.change(Models.adaptive2(OLD));

        for (int i = 700; i < 1400; i++) {
            Judgement said = sensor.judge(values[i]);
            assertThat(said.window()).containsExactly(Arrays.copyOfRange(values, i - W, i));
            assertThat(said.status()).isIn(Status.PROVISIONAL, Status.SCORED);
            assertThat(said.status() == Status.PROVISIONAL).isEqualTo(i < 950);
        }
        assertThat(sensor.history.size()).isBetween(250, 500);
    }

    @Test
    void a_fixed_threshold_judges_at_once_with_the_window_that_is_there() {
        Models.Sensor sensor = new Models.Sensor(ADAPTIVE);
        sensor.judgeAll(Arrays.copyOf(Series.of(5, 300), 300));

        sensor.change(Models.absolute(Models.naive(W), 2));

        Judgement said = sensor.judge(1e12);
        assertThat(said.status()).isEqualTo(Status.SCORED);
        assertThat(said.window()).hasSize(W);
        assertThat(said.verdict().anomaly()).isTrue();
        assertThat(said.verdict().alarm()).isTrue();
    }

    @Test
    void an_emptied_history_is_the_new_rules_own() {
        Models.Sensor sensor = new Models.Sensor(ADAPTIVE);
        sensor.judgeAll(Arrays.copyOf(Series.of(5, 300), 300));

        sensor.change(Models.absolute(OLD, 2));

        assertThat(sensor.history.cleared()).isEqualTo(300);
    }

    @Property(tries = 40)
    void windows_and_clocks_survive_any_changes_and_every_state_can_be_read_again(Draw draw) {
        long seed = draw.aLong();
        int stay = draw.anInt(1, 200);
        Random random = new Random(seed);
        double[] values = Series.of(seed, 1200);
        Model[] models = {
            ADAPTIVE,
            OTHER_NETWORK,
            Models.withNetwork(ADAPTIVE, Models.mixing(40)),
            Models.absolute(Models.naive(5), 2.5),
            Models.model(Models.mixing(3), new Scaling.Sensor(6), rule().withCalibrations(20, 60))
        };
        Models.Sensor sensor = new Models.Sensor(models[0]);
        for (int i = 0; i < values.length; i++) {
            if (random.nextInt(stay) == 0) {
                sensor.change(models[random.nextInt(models.length)]);
            }
            int window = sensor.detector.model().network().window();
            Judgement said = sensor.judge(values[i]);
            byte[] left = sensor.detector.encode(sensor.state);
            assertThat(sensor.detector.encode(sensor.detector.decode(left, sensor.history)))
                    .isEqualTo(left);
            assertThat(said.ts()).isEqualTo(i);
            assertThat(said.window()).containsExactly(Arrays.copyOfRange(values, i - said.window().length, i));
            assertThat(said.window().length).isEqualTo(said.remaining() < 0 ? window : window - said.remaining());
        }
    }
}
