package io.vigia.detection.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.detection.judgement.Episode;
import io.vigia.detection.model.AdaptiveParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lasts stays abnormal, what comes again is seen again, and what is absurd changes nothing. */
class HeldBaselineTest {
    private static final int SECOND = 1000;
    private static final int MINUTE = 60_000;
    private static final int FAULT = 1000;

    private static double[] noise(long seed, int length) {
        Random random = new Random(seed);
        return random.doubles(length).map(i -> random.nextGaussian()).toArray();
    }

    /** Readings, anomalies and alarms in a stretch. */
    private record Count(int anomalies, int alarms) {
        static Count of(int from, int to, int between, IntToDoubleFunction value) {
            PlainSensor sensor = new PlainSensor(AdaptiveParameters.defaults());
            int anomalies = 0;
            int alarms = 0;
            for (int i = 0; i < to; i++) {
                Verdict said = sensor.judge(value.applyAsDouble(i), 1_700_000_000_000L + (long) i * between);
                anomalies += i >= from && said.anomaly() ? 1 : 0;
                alarms += i >= from && said.alarm() ? 1 : 0;
            }
            return new Count(anomalies, alarms);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {SECOND, 10 * SECOND, MINUTE, 10 * MINUTE})
    void seventeen_identical_spikes_are_anomalies_of_one_incident(int between) {
        double[] noise = noise(1, 2020);
        Count spikes = Count.of(FAULT, 2020, between, i -> {
            boolean spike = i >= FAULT && (i - FAULT) % 60 == 0;
            return (spike ? 10.1 : 6.3) + 0.03 * noise[i];
        });
        assertThat(spikes).isEqualTo(new Count(17, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {SECOND, 10 * SECOND, MINUTE, 10 * MINUTE})
    void chatter_is_one_incident(int between) {
        double[] noise = noise(2, 6500);
        Count chatter = Count.of(FAULT, FAULT + 83 * 60, between, i -> {
            boolean spike = i >= FAULT && (i - FAULT) % 60 == 0;
            return (spike ? 80 : 50) + noise[i];
        });
        assertThat(chatter.anomalies()).isBetween(83, 95);
        assertThat(chatter.alarms()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {SECOND, 10 * SECOND, MINUTE})
    void the_third_fault_of_a_kind_counts_like_the_first(int between) {
        double[] noise = noise(3, 2300);
        for (int fault = 0; fault < 3; fault++) {
            int from = FAULT + 400 * fault;
            Count found = Count.of(from, from + 40, between, i -> {
                boolean high = i >= FAULT && (i - FAULT) % 400 < 40;
                return (2 + 0.1 * noise[i]) * (high ? 3 : 1);
            });
            assertThat(found).isEqualTo(new Count(40, 1));
        }
    }

    @Test
    void a_jump_that_lasts_is_an_anomaly_at_every_reading() {
        double[] noise = noise(4, 20_000);
        Count jump = Count.of(FAULT, 20_000, SECOND, i -> i < FAULT ? 55 + 4 * noise[i] : 100 + noise[i]);
        assertThat(jump).isEqualTo(new Count(19_000, 1));
    }

    @Test
    void a_flow_that_stops_is_an_anomaly_at_every_reading() {
        double[] noise = noise(5, 20_000);
        Count stopped = Count.of(FAULT, 20_000, SECOND, i -> i < FAULT ? 50 + 4 * noise[i] : 0);
        assertThat(stopped.anomalies()).isEqualTo(19_000);
    }

    @Test
    void a_sensor_that_is_stuck_stays_an_anomaly() {
        double[] noise = noise(6, 5000);
        Count stuck = Count.of(FAULT + 60, 5000, SECOND, i -> 50 + 4 * noise[Math.min(i, FAULT)]);
        assertThat(stuck.anomalies()).isEqualTo(5000 - FAULT - 60);
    }

    @ParameterizedTest
    @ValueSource(ints = {SECOND, 10 * SECOND, MINUTE})
    void a_slow_climb_stays_an_anomaly(int between) {
        double[] noise = noise(7, 1960);
        Count climb = Count.of(FAULT, 1960, between, i -> 190 + noise[i] + Math.max(0, i - FAULT) / 10.0);
        assertThat(climb.anomalies()).isGreaterThan(900);
        assertThat(climb.alarms()).isEqualTo(1);
    }

    @Test
    void a_slow_drift_of_a_bearing_is_found() {
        double[] noise = noise(8, 5000);
        Count drift = Count.of(
                3000, 5000, 10 * SECOND, i -> 57 + 0.5 * noise[i] + Math.max(0, Math.min(9, (i - 3000) / 160.0)));
        assertThat(drift.anomalies()).isGreaterThan(1500);
    }

    @Test
    void what_lasts_for_a_day_is_adopted_and_then_normal() {
        double[] noise = noise(9, 5000);
        IntToDoubleFunction jump = i -> (i < FAULT ? 55 : 100) + noise[i];
        Count before = Count.of(FAULT, FAULT + 1440, MINUTE, jump);
        Count after = Count.of(FAULT + 1450, 5000, MINUTE, jump);
        assertThat(before.anomalies()).isEqualTo(1440);
        assertThat(after.anomalies()).isLessThan(20);
    }

    @Test
    void an_episode_begins_with_its_alarm_and_holds_every_anomaly_until_it_is_over_or_adopted() {
        double[] noise = noise(10, 9000);
        PlainSensor sensor = new PlainSensor(AdaptiveParameters.defaults());
        List<Episode> ends = new ArrayList<>();
        boolean open = false;
        for (int i = 0; i < noise.length; i++) {
            boolean spikes = i >= FAULT && i < FAULT + 300 && i % 60 == 0;
            Verdict said = sensor.judge(noise[i] + (spikes ? 40 : i < 3000 ? 0 : 100), (long) i * MINUTE);
            Episode episode = said.episode();
            assertThat(said.alarm()).as("alarm at %s", i).isEqualTo(!open && said.anomaly());
            if (said.anomaly()) {
                assertThat(episode).as("at %s", i).isIn(Episode.OPEN, Episode.ADOPTED);
            }
            open = episode == Episode.OPEN;
            if (episode == Episode.CLOSED || episode == Episode.ADOPTED) {
                ends.add(episode);
            }
        }
        assertThat(ends).contains(Episode.CLOSED, Episode.ADOPTED);
    }

    @ParameterizedTest
    @ValueSource(doubles = {65_535, 85, -127, 0, 1e9})
    void an_absurd_value_changes_few_other_verdicts_and_hides_no_fault(double absurd) {
        int changed = 0;
        for (int place : new int[] {3, 12, 60, 150, 249, 251, 400, 499, 900}) {
            double[] noise = noise(place, 1500);
            PlainSensor without = new PlainSensor(AdaptiveParameters.defaults());
            PlainSensor with = new PlainSensor(AdaptiveParameters.defaults());
            for (int i = 0; i < noise.length; i++) {
                if (i == place) {
                    with.judge(absurd, i * 1000L - 500);
                }
                boolean normal = without.judge(20 + noise[i], i * 1000L).anomaly();
                changed += with.judge(20 + noise[i], i * 1000L).anomaly() == normal ? 0 : 1;
            }
            for (int i = 0; i < 5; i++) {
                assertThat(with.judge(30, (1500 + i) * 1000L).anomaly())
                        .as("after %s", place)
                        .isTrue();
            }
        }
        assertThat(changed).as("of 13,500 verdicts").isLessThan(60);
    }
}
