package io.vigia.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.detection.judgement.Judgement;
import io.vigia.detection.model.Model;
import io.vigia.detection.model.RuleSpec;
import io.vigia.detection.model.Scaling;
import io.vigia.detection.tuning.Tuning;
import io.vigia.verdict.Direction;
import io.vigia.verdict.Reason;
import io.vigia.verdict.SeasonKind;
import io.vigia.verdict.Severity;
import io.vigia.verdict.Status;
import io.vigia.verdict.WatchedSide;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("What is set for a sensor")
class TuningTest {
    private static final Model HASTY =
            Models.model(Models.naive(10), new Scaling.Sensor(6), new RuleSpec.Adaptive2(Models.hasty()));

    static Model[] models() {
        return BandTest.models();
    }

    static Tuning tuning(WatchedSide side, double minDeviation, double low, double high, double sensitivity) {
        return new Tuning(
                side, minDeviation, low, high, sensitivity, Tuning.UNSET, Tuning.UNSET, SeasonKind.AUTO, null);
    }

    private static Tuning adoptAfter(long millis) {
        return new Tuning(
                WatchedSide.BOTH,
                0,
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                1,
                Tuning.UNSET,
                millis,
                SeasonKind.AUTO,
                null);
    }

    private static Tuning any(Random random) {
        double center = random.nextGaussian() * 30;
        return tuning(
                WatchedSide.values()[random.nextInt(3)],
                random.nextBoolean() ? 0 : Math.exp(3 * random.nextGaussian()),
                random.nextBoolean() ? Double.NEGATIVE_INFINITY : center - Math.exp(3 * random.nextGaussian()),
                random.nextBoolean() ? Double.POSITIVE_INFINITY : center + Math.exp(3 * random.nextGaussian()),
                random.nextBoolean() ? 1 : 0.25 + 3.75 * random.nextDouble());
    }

    @ParameterizedTest
    @MethodSource("models")
    void never_makes_the_band_contradict_the_verdict(Model model) {
        for (long seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            double[] values = BandTest.withAbsurdValues(seed, Series.of(seed, 1200));
            Models.Sensor sensor = new Models.Sensor(model);
            Tuning tuning = any(random);
            for (int i = 0; i < values.length; i++) {
                tuning = random.nextInt(300) == 0 ? any(random) : tuning;
                String where = "seed %d, place %d, %s".formatted(seed, i, tuning);
                Judgement said = sensor.tuned(tuning).judge(values[i]);
                if (said.status() != Status.WARMING_UP) {
                    BandTest.assertAgrees(where, values[i], said);
                }
                assertCounts(where, values[i], said, tuning);
            }
        }
    }

    private static void assertCounts(String where, double value, Judgement said, Tuning tuning) {
        Reason reason = said.trace().reason();
        if (tuning.isBeyondLimits(value)) {
            assertThat(reason).as(where).isEqualTo(Reason.LIMIT);
            assertThat(said.verdict().severity()).as(where).isEqualTo(Severity.CRITICAL);
            assertThat(said.verdict().score()).as(where).isEqualTo(1);
        } else if (said.verdict().anomaly() && reason != Reason.STUCK) {
            assertThat(reason).as(where).isNotNull().isNotEqualTo(Reason.LIMIT);
            assertThat(tuning.deviates(value, said.verdict().prediction()))
                    .as("%s: %s, %s", where, value, said)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void limits_the_values_from_the_very_first_one_on(Model model) {
        Models.Sensor sensor = new Models.Sensor(model).tuned(tuning(WatchedSide.ABOVE, 50, -1, 100, 0.25));

        Judgement first = sensor.judge(101);

        assertThat(first.status()).isEqualTo(Status.PROVISIONAL);
        assertThat(first.remaining()).isEqualTo(-1);
        assertThat(first.trace().reason()).isEqualTo(Reason.LIMIT);
        assertThat(first.verdict())
                .isEqualTo(new Judgement.Verdict(
                        100, -1, 100, 1, 1, true, first.verdict().episode(), Direction.ABOVE, Severity.CRITICAL));
        Judgement second = sensor.judge(-2);
        assertThat(second.verdict().direction()).isEqualTo(Direction.BELOW);
        assertThat(second.verdict().alarm()).isFalse();
        assertThat(sensor.judge(100).status()).isEqualTo(Status.WARMING_UP);
        for (int i = 0; i < 600; i++) {
            assertThat(sensor.judge(50 + i % 7).verdict().anomaly())
                    .as("reading %d", i)
                    .isFalse();
        }
        Judgement late = sensor.judge(100.5);
        assertThat(late.status()).isEqualTo(Status.SCORED);
        assertThat(late.trace().reason()).isEqualTo(Reason.LIMIT);
        assertThat(late.verdict().upper()).isLessThanOrEqualTo(100);
    }

    @Test
    void does_not_change_the_state_of_a_sensor_without_anomalies() {
        Models.Sensor plain = new Models.Sensor(HASTY);
        Models.Sensor limited = new Models.Sensor(HASTY).tuned(tuning(WatchedSide.BOTH, 0, -10, 10, 1));
        for (int i = 0; i < 600; i++) {
            plain.judge(i % 7);
            limited.judge(i % 7);
        }
        assertThat(limited.detector.encode(limited.state)).isEqualTo(plain.detector.encode(plain.state));
    }

    @ParameterizedTest
    @MethodSource("models")
    void makes_the_rule_more_or_less_sensitive(Model model) {
        int less = anomalies(model, 0.25);
        int usual = anomalies(model, 1);
        int more = anomalies(model, 4);
        assertThat(less).isLessThan(usual);
        assertThat(usual).isLessThan(more);
    }

    private static int anomalies(Model model, double sensitivity) {
        int anomalies = 0;
        for (long seed = 0; seed < 20; seed++) {
            Models.Sensor sensor = new Models.Sensor(model)
                    .tuned(tuning(
                            WatchedSide.BOTH, 0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, sensitivity));
            for (double value : Series.of(seed, 1200)) {
                anomalies += sensor.judge(value).verdict().anomaly() ? 1 : 0;
            }
        }
        return anomalies;
    }

    @Test
    void says_after_how_long_what_is_abnormal_is_normal() {
        assertThat(abnormalAfterJump(Tuning.NONE)).as("as the model says").isLessThan(60);
        assertThat(abnormalAfterJump(adoptAfter(200))).isBetween(200, 260);
        assertThat(abnormalAfterJump(adoptAfter(Long.MAX_VALUE))).as("never").isEqualTo(1000);
    }

    private static int abnormalAfterJump(Tuning tuning) {
        Random random = new Random(3);
        Models.Sensor sensor = new Models.Sensor(HASTY).tuned(tuning);
        for (int i = 0; i < 500; i++) {
            sensor.judge(10 + random.nextGaussian());
        }
        int abnormal = 0;
        for (int i = 0; i < 1000; i++) {
            abnormal += sensor.judge(100 + random.nextGaussian()).verdict().anomaly() ? 1 : 0;
        }
        return abnormal;
    }
}
