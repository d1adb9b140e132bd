package io.vigia.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vigia.detection.judgement.Judgement;
import io.vigia.detection.model.Network;
import io.vigia.detection.model.RuleSpec;
import io.vigia.detection.model.Scaling;
import io.vigia.property.Draw;
import io.vigia.property.Property;
import io.vigia.verdict.Direction;
import io.vigia.verdict.Status;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AdaptiveRuleTest {
    private static final Network NETWORK = Models.mixing(Models.WINDOW);

    private static Offset<Double> near(double expected) {
        return within(1e-5 * Math.max(1, Math.abs(expected)));
    }

    @Property(tries = 60)
    void every_part_of_every_score_is_what_the_plain_formulas_give(Draw draw) {
        assertPlain(draw.aLong());
    }

    @Test
    void a_value_that_was_seen_three_times_is_a_level_however_logarithms_round() {
        assertPlain(-295085122804728978L);
    }

    private static void assertPlain(long seed) {
        double[] values = Series.of(seed, 1500);
        PlainFormulas.Row[] expected = new PlainFormulas(values, NETWORK).judge();
        Models.Sensor sensor = new Models.Sensor(Models.adaptive(NETWORK));
        for (int i = 0; i < values.length; i++) {
            Judgement found = sensor.judge(values[i]);
            assertThat(found.status())
                    .isEqualTo(i < 10 ? Status.WARMING_UP : i < 250 ? Status.PROVISIONAL : Status.SCORED);
            if (i >= 250) {
                assertSame(found, expected[i]);
            }
        }
    }

    private static void assertSame(Judgement found, PlainFormulas.Row expected) {
        assertThat(found.verdict().prediction()).isCloseTo(expected.prediction(), near(expected.prediction()));
        assertThat(found.trace().rarity()).isCloseTo(expected.rarity(), near(expected.rarity()));
        assertThat(found.trace().errorExcess()).isCloseTo(expected.za(), near(expected.za()));
        assertThat(found.trace().levelExcess()).isCloseTo(expected.zl(), near(expected.zl()));
        assertThat(found.trace().total()).isCloseTo(expected.total(), near(expected.total()));
        assertThat(found.trace().repeats()).isCloseTo(expected.k(), near(expected.k()));
        assertThat(found.verdict().alarm()).isEqualTo(expected.alarm());
        assertThat(found.verdict().score()).isCloseTo(expected.score(), within(1e-5));
    }

    @Property(tries = 60)
    void bounds_are_the_nearest_values_at_which_the_score_reaches_the_bound(Draw draw) {
        long seed = draw.aLong();
        int place = draw.anInt(250, 900);
        double[] values = Series.of(seed, place + 1);
        Models.Sensor sensor = new Models.Sensor(Models.adaptive(NETWORK));
        Judgement said = sensor.judgeAll(values);
        assertThat(said).isNotNull();
        PlainFormulas formulas = new PlainFormulas(values, NETWORK).before(place);
        double bound = 6.75 * (1 + 0.1 * said.trace().repeats());
        double range = reach(values, said);
        assertNearest(
                formulas, place, said.verdict().prediction(), said.verdict().upper(), range, bound);
        assertNearest(
                formulas, place, said.verdict().prediction(), said.verdict().lower(), -range, bound);
    }

    /** A distance from the prediction beyond which S no longer changes. */
    private static double reach(double[] values, Judgement said) {
        double hi = Arrays.stream(values).max().orElseThrow();
        double lo = Arrays.stream(values).min().orElseThrow();
        return 1000 * (hi - lo + Math.abs(hi) * 0.1 + 1 + said.verdict().error());
    }

    private static void assertNearest(
            PlainFormulas formulas, int place, double from, double found, double range, double bound) {
        // A hair, in units of what a double can tell apart at this size.
        double hair = 1e-7 * (Math.abs(range) / 1000);
        double end = Double.isNaN(found) ? from + range : found;
        Random random = new Random(place);
        for (int i = 0; i < 300; i++) {
            double near = Math.pow(random.nextDouble(), 4);
            double value = from + (end - from) * (i % 2 == 0 ? near : 1 - near);
            if (Math.abs(end - value) > hair) {
                assertThat(formulas.total(place, value, from))
                        .as("inside, at %s", value)
                        .isLessThan(bound + 1e-6);
            }
        }
        if (!Double.isNaN(found)) {
            double beyond = found + Math.copySign(hair, range);
            double at = Math.max(formulas.total(place, found, from), formulas.total(place, beyond, from));
            assertThat(at).as("at the bound %s", found).isGreaterThan(bound - 1e-2);
        }
    }

    @Test
    void the_history_holds_the_first_five_hundred_values_and_is_then_cleared() {
        Models.Sensor sensor = new Models.Sensor(Models.adaptive(NETWORK));
        sensor.judgeAll(Series.of(1, 499));
        assertThat(sensor.history.size()).isEqualTo(499);
        assertThat(sensor.history.cleared()).isZero();

        sensor.judgeAll(1, 2, 3);

        assertThat(sensor.history.size()).isEqualTo(500);
        assertThat(sensor.history.cleared()).isEqualTo(500);
    }

    @Test
    void a_rule_that_is_calibrated_once_clears_the_history_then() {
        RuleSpec rule = RuleSpec.Adaptive.defaults().withCalibrations(100, 100);
        Models.Sensor sensor = new Models.Sensor(Models.model(NETWORK, new Scaling.Sensor(6), rule));

        assertThat(sensor.judgeAll(Series.of(2, 100)))
                .extracting(Judgement::status)
                .isEqualTo(Status.PROVISIONAL);
        assertThat(sensor.history.cleared()).isEqualTo(100);
        assertThat(sensor.judge(1).status()).isEqualTo(Status.SCORED);
    }

    @Test
    void a_sensor_that_was_constant_in_the_warm_up_is_never_stuck() {
        Models.Sensor sensor = new Models.Sensor(Models.adaptive(NETWORK));
        for (int i = 0; i < 1000; i++) {
            assertThat(sensor.judge(20.5).verdict().anomaly()).isFalse();
        }
    }

    @Test
    void a_stuck_sensor_is_an_anomaly_once_when_the_run_is_long_enough() {
        Models.Sensor sensor = new Models.Sensor(Models.adaptive(Models.naive(10)));
        Random random = new Random(5);
        for (int i = 0; i < 600; i++) {
            sensor.judge(20 + random.nextGaussian());
        }
        double held = 20;
        sensor.judge(held);
        double[] totals = new double[100];
        for (int run = 1; run < 100; run++) {
            totals[run] = sensor.judge(held).trace().total();
        }
        assertThat(totals[50]).isGreaterThan(20);
        assertThat(totals[49]).isLessThan(20);
        assertThat(totals[51]).isLessThan(20);
    }

    @Test
    void extreme_values_leave_every_number_finite() {
        Models.Sensor sensor = new Models.Sensor(Models.adaptive(NETWORK));
        Random random = new Random(3);
        for (int i = 0; i < 700; i++) {
            double wild = random.nextBoolean() ? Double.MAX_VALUE : -Double.MAX_VALUE;
            Judgement said = sensor.judge(random.nextInt(20) == 0 ? wild : random.nextGaussian());
            if (said.status() != Status.WARMING_UP) {
                assertThat(said.verdict().prediction()).isFinite();
                assertThat(said.verdict().error()).isFinite();
                assertThat(said.verdict().score()).isBetween(0.0, 1.0);
            }
            sensor.state = sensor.detector.decode(sensor.detector.encode(sensor.state), sensor.history);
        }
    }

    @Test
    void provisional_verdicts_are_quiet_on_noise_and_loud_on_a_spike() {
        int anomalies = 0;
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            Models.Sensor sensor = new Models.Sensor(Models.adaptive(Models.naive(10)));
            for (int i = 0; i < 240; i++) {
                anomalies += sensor.judge(20 + random.nextGaussian()).verdict().anomaly() ? 1 : 0;
            }
            Judgement spike = sensor.judge(5);
            assertThat(spike.verdict().anomaly()).isTrue();
            assertThat(spike.verdict().direction()).isEqualTo(Direction.BELOW);
            assertThat(sensor.judge(20).verdict().anomaly())
                    .as("back from the spike")
                    .isFalse();
        }
        assertThat(anomalies).as("of 23,000 values").isLessThanOrEqualTo(5);
    }

    @Test
    void one_wild_value_in_the_first_window_does_not_hide_the_next() {
        Models.Sensor sensor = new Models.Sensor(Models.adaptive(Models.naive(10)));
        sensor.judgeAll(20, 20.5, 19.5, 500, 20.2, 19.8, 20.1, 19.9, 20.3, 20);

        assertThat(sensor.judge(20.1).verdict().anomaly()).isFalse();
        assertThat(sensor.judge(500).verdict().anomaly()).isTrue();
    }

    @Property
    void provisional_bounds_are_where_the_verdict_changes(Draw draw) {
        long seed = draw.aLong();
        int place = draw.anInt(10, 240);
        double[] values = Series.of(seed, place + 1);
        Models.Sensor sensor = new Models.Sensor(Models.adaptive(NETWORK));
        Judgement said = sensor.judgeAll(values);
        assertThat(said).isNotNull();
        boolean outside = values[place] <= said.verdict().lower()
                || values[place] >= said.verdict().upper();
        assertThat(said.verdict().anomaly()).isEqualTo(outside);
        assertThat(said.verdict().prediction())
                .isBetween(said.verdict().lower(), said.verdict().upper());
    }
}
