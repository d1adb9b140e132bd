package io.vigia.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vigia.detection.judgement.Episode;
import io.vigia.detection.judgement.Judgement;
import io.vigia.detection.model.Model;
import io.vigia.detection.model.RuleSpec;
import io.vigia.detection.model.Scaling;
import io.vigia.detection.state.SensorState;
import io.vigia.detection.tuning.RaisedBounds;
import io.vigia.detection.tuning.RaisedBounds.Raise;
import io.vigia.detection.tuning.Tuning;
import io.vigia.property.Draw;
import io.vigia.property.Property;
import io.vigia.verdict.Reason;
import io.vigia.verdict.Status;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Feedback on anomalies")
class FeedbackTest {
    private static final long DAY = 86_400_000;
    private static final Reason[] RAISED = {Reason.VALUE, Reason.ERROR, Reason.LEVEL, Reason.SEASON, Reason.STUCK};
    private static final Model HASTY =
            Models.model(Models.naive(10), new Scaling.Sensor(6), new RuleSpec.Adaptive2(Models.hasty()));
    private static final Model USUAL = Models.adaptive2(Models.naive(10));

    private static Tuning raised(Raise... raises) {
        return Tuning.NONE.withRaised(RaisedBounds.of(List.of(raises)));
    }

    @Test
    void says_by_how_much_the_bound_must_rise_for_the_same_reading_not_to_count() {
        Map<Reason, Integer> enough = new EnumMap<>(Reason.class);
        int tooFar = 0;
        for (Model model : new Model[] {HASTY, USUAL}) {
            for (long seed = 0; seed < 60; seed++) {
                Random random = new Random(seed);
                Models.Sensor sensor = new Models.Sensor(model);
                Raise before = new Raise(RAISED[random.nextInt(5)], 1 + random.nextDouble() / 3, 0);
                sensor.tuned(random.nextBoolean() ? raised(before) : Tuning.NONE);
                double[] values = Series.of(seed, 1200);
                for (int i = 0; i < values.length; i++) {
                    byte[] state = sensor.detector.encode(sensor.state);
                    Judgement said = sensor.judge(values[i]);
                    double factor = said.trace().boundFactor();
                    Reason reason = said.trace().reason();
                    if (!said.verdict().anomaly() || said.status() != Status.SCORED) {
                        assertThat(factor).isNaN();
                    } else if (!Double.isNaN(factor)) {
                        assertThat(factor).isGreaterThan(1).isLessThanOrEqualTo(RaisedBounds.MOST);
                        List<Raise> raises =
                                new ArrayList<>(sensor.state.tuning().raised().raises());
                        raises.add(new Raise(reason, factor, i));
                        RaisedBounds bounds = RaisedBounds.of(raises);
                        double all = bounds.factor(reason, i);
                        boolean still = again(model, state, bounds, i, values[i])
                                .verdict()
                                .anomaly();
                        if (factor < RaisedBounds.MOST && all < RaisedBounds.MOST - 1e-9) {
                            assertThat(still)
                                    .as("seed %d, place %d, %s", seed, i, said)
                                    .isFalse();
                            enough.merge(reason, 1, Integer::sum);
                            assertLess(model, state, raises, i, values[i]);
                        } else {
                            tooFar++;
                        }
                    }
                }
            }
        }
        assertThat(enough).containsKeys(Reason.VALUE, Reason.ERROR, Reason.LEVEL, Reason.STUCK);
        assertThat(tooFar).isPositive();
    }

    /** A little less would not have been enough. */
    private static void assertLess(Model model, byte[] state, List<Raise> raises, long ts, double value) {
        Raise needed = raises.remove(raises.size() - 1);
        if (needed.factor() > 1 + 1e-6 && needed.reason() != Reason.VALUE) {
            raises.add(new Raise(needed.reason(), needed.factor() * (1 - 1e-6), ts));
            Judgement said = again(model, state, RaisedBounds.of(raises), ts, value);
            assertThat(said.verdict().anomaly()).isTrue();
        }
    }

    private static Judgement again(Model model, byte[] state, RaisedBounds bounds, long ts, double value) {
        Detector detector = new Detector(model, 1);
        HeapHistory history = new HeapHistory();
        SensorState sensor = detector.decode(state, history);
        sensor.tune(Tuning.NONE.withRaised(bounds));
        Judgement[] said = new Judgement[1];
        detector.add(sensor, history, ts, false, value, false);
        detector.drain((index, judgement) -> said[index] = judgement);
        return said[0];
    }

    @Test
    void leaves_the_band_in_agreement_with_the_verdict() {
        for (long seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            double[] values = BandTest.withAbsurdValues(seed, Series.of(seed, 1200));
            Models.Sensor sensor = new Models.Sensor(HASTY);
            for (int i = 0; i < values.length; i++) {
                if (random.nextInt(100) == 0) {
                    sensor.tuned(raised(new Raise(RAISED[random.nextInt(5)], 1 + random.nextDouble(), i)));
                }
                Judgement said = sensor.judge(values[i]);
                if (said.status() != Status.WARMING_UP) {
                    BandTest.assertAgrees("seed %d, place %d".formatted(seed, i), values[i], said);
                }
            }
        }
    }

    @Test
    void never_hides_a_jump_of_ten_deviations() {
        Raise[] raises = new Raise[20];
        for (int i = 0; i < raises.length; i++) {
            raises[i] = new Raise(RAISED[i % 5], 2, 0);
        }
        Random random = new Random(1);
        Models.Sensor sensor = new Models.Sensor(USUAL).tuned(raised(raises));
        for (int i = 0; i < 1000; i++) {
            sensor.judge(50 + random.nextGaussian());
        }
        int unseen = 0;
        while (unseen < 100
                && !sensor.judge(60 + random.nextGaussian()).verdict().anomaly()) {
            unseen++;
        }
        assertThat(unseen).as("readings after the jump").isLessThan(10);
    }

    @Test
    void halves_what_is_raised_in_thirty_days_of_readings() {
        RaisedBounds bounds = raised(new Raise(Reason.VALUE, 1.5, 5 * DAY)).raised();
        assertThat(bounds.factor(Reason.ERROR, 5 * DAY)).isEqualTo(1);
        assertThat(bounds.factor(Reason.VALUE, 0)).isEqualTo(1.5);
        assertThat(bounds.factor(Reason.VALUE, 6 * DAY - 1)).as("in whole days").isEqualTo(1.5);
        assertThat(bounds.factor(Reason.VALUE, 6 * DAY)).isLessThan(1.5);
        assertThat(bounds.factor(Reason.VALUE, 35 * DAY)).isCloseTo(1.25, within(1e-12));
        assertThat(bounds.factor(Reason.VALUE, 205 * DAY)).isEqualTo(1);
        assertThat(bounds.factor(Reason.VALUE, Long.MAX_VALUE)).isEqualTo(1);
    }

    @Test
    void of_a_hundred_people_halves_as_that_of_one() {
        List<Raise> raises = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            raises.add(new Raise(Reason.VALUE, 2, i));
        }
        RaisedBounds bounds = RaisedBounds.of(raises);
        assertThat(bounds.factor(Reason.VALUE, 100)).isEqualTo(2);
        assertThat(bounds.factor(Reason.VALUE, 31 * DAY)).isCloseTo(1.5, within(0.02));
    }

    @Property
    void raises_a_bound_by_one_to_two_and_never_more_as_time_passes(Draw draw) {
        List<Raise> raises = new ArrayList<>();
        long ts = 0;
        for (int i = draw.anInt(0, 20); i > 0; i--) {
            ts += draw.aLong(0, 40 * DAY);
            raises.add(new Raise(draw.of(RAISED), draw.aDouble(1, 2), ts));
        }
        RaisedBounds bounds = RaisedBounds.of(raises);
        for (Reason reason : RAISED) {
            double before = RaisedBounds.MOST;
            for (long at = ts; at < ts + 250 * DAY; at += 17 * DAY) {
                double factor = bounds.factor(reason, at);
                assertThat(factor).isBetween(1.0, before);
                assertThat(bounds.isSameAt(at, at + DAY / 2) && factor != bounds.factor(reason, at + DAY / 2))
                        .isFalse();
                before = factor;
            }
            assertThat(before).isEqualTo(1);
        }
    }

    @Test
    void applies_by_the_time_of_the_reading_whatever_shares_its_batch() {
        Tuning tuning = raised(new Raise(Reason.VALUE, 1.9, 0), new Raise(Reason.ERROR, 1.9, 3 * DAY / 2));
        Random random = new Random(4);
        double[] values = random.doubles(1500)
                .map(i -> random.nextGaussian() * (random.nextInt(20) == 0 ? 6 : 1))
                .toArray();
        for (int size : new int[] {1, 7, 64}) {
            assertThat(judged(tuning, values, size)).isEqualTo(judged(tuning, values, 500));
        }
    }

    private static List<Judgement> judged(Tuning tuning, double[] values, int batchSize) {
        Detector detector = new Detector(HASTY, batchSize);
        List<Judgement> all = new ArrayList<>();
        SensorState[] states = {detector.newState(), detector.newState()};
        HeapHistory[] histories = {new HeapHistory(), new HeapHistory()};
        for (int i = 0; i < values.length; i++) {
            // One lives by the hour, the other by the millisecond.
            states[i % 2].tune(tuning);
            detector.add(states[i % 2], histories[i % 2], i % 2 == 0 ? i * DAY / 24 : i, true, values[i]);
            if (detector.size() == batchSize || i == values.length - 1) {
                detector.drain((index, judgement) -> all.add(judgement));
            }
        }
        return all;
    }

    /** Anomalies of the pattern when it comes again, hours later. */
    private static int again(boolean expected, IntToDoubleFunction pattern, int length) {
        Random random = new Random(8);
        Models.Sensor sensor = new Models.Sensor(USUAL);
        int second = 0;
        long ts = 0;
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 800; i++) {
                ts += 10_000;
                Judgement said = sensor.judge(ts, true, 50 + random.nextGaussian());
                assertThat(round == 1 && i > 100 && said.verdict().alarm()).isFalse();
            }
            for (int i = 0; i < length; i++) {
                ts += 10_000;
                Judgement said = sensor.judge(ts, true, 50 + pattern.applyAsDouble(i) + random.nextGaussian());
                second += round == 1 && said.verdict().anomaly() ? 1 : 0;
            }
            if (round == 0 && expected) {
                sensor.detector.learnEpisode(sensor.state);
            }
        }
        return second;
    }

    @Test
    void that_says_it_was_expected_makes_what_comes_again_usual() {
        assertUsual("a spike", i -> 15, 1);
        assertUsual("four spikes", i -> i < 4 ? 20 : 0, 6);
        assertUsual("a hump", i -> 6, 12);
        assertUsual("an hour's work", i -> 15, 60);
        assertThat(again(false, i -> 3 * i, 10)).isGreaterThan(5);
        assertThat(again(true, i -> 3 * i, 10)).as("a ramp").isLessThan(3);
    }

    private static void assertUsual(String what, IntToDoubleFunction pattern, int length) {
        assertThat(again(false, pattern, length)).as(what).isPositive();
        assertThat(again(true, pattern, length))
                .as("%s that was expected", what)
                .isZero();
    }

    @Test
    void that_says_it_was_expected_ends_the_episode_and_the_rule_goes_on() {
        Random random = new Random(2);
        Models.Sensor sensor = new Models.Sensor(USUAL);
        for (int i = 0; i < 800; i++) {
            sensor.judge(50 + random.nextDouble());
        }
        assertThat(sensor.judge(90).verdict().episode()).isEqualTo(Episode.OPEN);
        sensor.detector.learnEpisode(sensor.state);
        sensor.change(USUAL);
        for (int i = 0; i < 300; i++) {
            Judgement said = sensor.judge(50 + random.nextDouble());
            assertThat(said.status()).isEqualTo(Status.SCORED);
            assertThat(said.verdict().episode()).as("reading %d: %s", i, said).isEqualTo(Episode.NONE);
        }
        assertThat(sensor.judge(10).verdict().anomaly()).as("another fault").isTrue();
    }
}
