package io.vigia.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.detection.judgement.Judgement;
import io.vigia.detection.model.InvalidModelException;
import io.vigia.detection.model.Model;
import io.vigia.detection.model.ModelManifest;
import io.vigia.detection.model.Network;
import io.vigia.detection.model.OutputScale;
import io.vigia.detection.model.RuleSpec;
import io.vigia.detection.model.Scaling;
import io.vigia.detection.state.SensorState;
import io.vigia.property.Draw;
import io.vigia.property.Property;
import io.vigia.verdict.Direction;
import io.vigia.verdict.Severity;
import io.vigia.verdict.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetectorTest {
    /** Adopts what is abnormal after a few readings. */
    private static final Model HASTY =
            Models.model(Models.mixing(Models.WINDOW), new Scaling.Sensor(6), new RuleSpec.Adaptive2(Models.hasty()));

    private static final Model ADAPTIVE = Models.adaptive(Models.mixing(Models.WINDOW));

    /** Judgements of a few sensors' interleaved readings, drained where {@code drains} says, and the states they leave. */
    private record Outcome(List<Judgement> judgements, List<byte[]> states) {}

    private static Outcome run(Model model, long seed, int batchSize, Random drains, int most) {
        Detector detector = new Detector(model, batchSize);
        Random random = new Random(seed);
        List<SensorState> states = new ArrayList<>();
        List<HeapHistory> histories = new ArrayList<>();
        List<double[]> values = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            states.add(detector.newState());
            histories.add(new HeapHistory());
            values.add(Series.of(seed + i, 2000));
        }
        List<Judgement> said = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            int sensor = random.nextInt(5) % 3;
            long ts = (long) i - random.nextInt(3);
            detector.add(states.get(sensor), histories.get(sensor), ts, random.nextInt(10) == 0, values.get(sensor)[i]);
            if (detector.size() >= 1 + drains.nextInt(most)) {
                detector.drain((index, judgement) -> said.add(judgement));
            }
        }
        detector.drain((index, judgement) -> said.add(judgement));
        return new Outcome(said, states.stream().map(detector::encode).toList());
    }

    @Property(tries = 30)
    void no_verdict_and_no_state_depends_on_where_batches_end(Draw draw) {
        assertSame(draw.aLong(), draw.anInt(1, 700), draw.anInt(1, 2500));
    }

    @Test
    void an_incident_that_begins_and_is_adopted_among_held_readings_changes_no_verdict() {
        assertSame(6018939952467516639L, 58, 1919);
    }

    private static void assertSame(long seed, int batchSize, int most) {
        for (Model model : new Model[] {ADAPTIVE, Models.adaptive2(Models.mixing(Models.WINDOW)), HASTY}) {
            Outcome one = run(model, seed, 1, new Random(0), 1);
            Outcome many = run(model, seed, batchSize, new Random(seed), most);

            assertThat(many.judgements()).isEqualTo(one.judgements());
            assertThat(many.states()).usingRecursiveComparison().isEqualTo(one.states());
        }
    }

    @Test
    void every_reading_is_answered_once_with_its_number() {
        Detector detector = new Detector(ADAPTIVE, 4);
        SensorState state = detector.newState();
        HeapHistory history = new HeapHistory();
        for (int i = 0; i < 300; i++) {
            detector.add(state, history, i, true, i % 7);
        }
        List<Integer> numbers = new ArrayList<>();
        assertThat(detector.size()).isEqualTo(300);

        detector.drain((index, judgement) -> {
            assertThat(judgement.ts()).isEqualTo(index);
            numbers.add(index);
        });

        assertThat(numbers).hasSize(300).isSorted().doesNotHaveDuplicates();
        assertThat(detector.size()).isZero();
    }

    @Test
    void the_value_under_test_is_never_in_its_window() {
        Models.Sensor sensor = new Models.Sensor(Models.absolute(Models.naive(3), 1));
        sensor.judgeAll(1, 2, 3);

        Judgement said = sensor.judge(9);

        assertThat(said.window()).containsExactly(1, 2, 3);
        assertThat(said.verdict().prediction()).isEqualTo(3);
        assertThat(said.verdict().error()).isEqualTo(6);
    }

    @Test
    void remaining_counts_down_to_the_first_full_window() {
        Models.Sensor sensor = new Models.Sensor(Models.absolute(Models.naive(3), 1));
        for (int missing = 3; missing > 0; missing--) {
            Judgement said = sensor.judge(5);
            assertThat(said.status()).isEqualTo(Status.WARMING_UP);
            assertThat(said.remaining()).isEqualTo(missing);
            assertThat(said.window()).hasSize(3 - missing);
            assertThat(said.verdict().prediction()).isNaN();
        }
        assertThat(sensor.judge(5))
                .extracting(Judgement::status, Judgement::remaining)
                .containsExactly(Status.SCORED, -1);
    }

    @Test
    void a_servers_stamp_that_is_not_newer_becomes_newest_plus_one() {
        Models.Sensor sensor = new Models.Sensor(ADAPTIVE);
        assertThat(sensor.judge(100, false, 1).ts()).isEqualTo(100);
        assertThat(sensor.judge(100, false, 1).ts()).isEqualTo(101);
        assertThat(sensor.judge(50, false, 2).ts()).isEqualTo(102);
        assertThat(sensor.judge(200, false, 3).ts()).isEqualTo(200);
        assertThat(sensor.state.values()).isEqualTo(4);
    }

    @Test
    void the_newest_reading_again_is_a_duplicate() {
        Models.Sensor sensor = new Models.Sensor(ADAPTIVE);
        sensor.judge(100, true, 1.5);

        assertThat(sensor.judge(100, true, 1.5))
                .extracting(Judgement::status, Judgement::ts)
                .containsExactly(Status.DUPLICATE, 100L);
        assertThat(sensor.judge(100, true, 1.6).status()).isEqualTo(Status.LATE);
        assertThat(sensor.judge(99, true, 1.5).status()).isEqualTo(Status.LATE);
    }

    @Test
    void a_negative_first_stamp_is_no_late_one() {
        assertThat(new Models.Sensor(ADAPTIVE).judge(-5, true, 1).status()).isEqualTo(Status.WARMING_UP);
    }

    @Property(tries = 50)
    void late_and_duplicate_readings_leave_the_state_alone(Draw draw) {
        long seed = draw.aLong();
        int count = draw.anInt(1, 600);
        Models.Sensor sensor = new Models.Sensor(ADAPTIVE);
        double[] values = Series.of(seed, count);
        for (int i = 0; i < count; i++) {
            sensor.judge(10L * i, true, values[i]);
        }
        byte[] before = sensor.detector.encode(sensor.state);

        Judgement late = sensor.judge(10L * (count - 1) - 1, true, 1e6);
        Judgement duplicate = sensor.judge(10L * (count - 1), true, values[count - 1]);

        assertThat(late.status()).isEqualTo(Status.LATE);
        assertThat(duplicate.status()).isEqualTo(Status.DUPLICATE);
        assertThat(late.window()).isEmpty();
        assertThat(sensor.detector.encode(sensor.state)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void a_value_that_is_not_finite_is_refused_and_changes_nothing(double value) {
        Models.Sensor sensor = new Models.Sensor(ADAPTIVE);
        byte[] before = sensor.detector.encode(sensor.state);

        assertThatThrownBy(() -> sensor.judge(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(String.valueOf(value));
        assertThat(sensor.detector.size()).isZero();
        assertThat(sensor.detector.encode(sensor.state)).isEqualTo(before);
    }

    @Test
    void a_state_with_readings_in_the_batch_is_not_encoded() {
        Detector detector = new Detector(ADAPTIVE, 8);
        SensorState state = detector.newState();
        detector.add(state, new HeapHistory(), 1, true, 1);

        assertThatThrownBy(() -> detector.encode(state))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("drain");
    }

    @Test
    void a_fixed_threshold_flags_larger_errors_and_one_alarm_an_episode() {
        Models.Sensor sensor = new Models.Sensor(Models.absolute(Models.naive(2), 1));
        sensor.judgeAll(5, 5);

        assertThat(sensor.judge(6).verdict().anomaly())
                .as("an error as large as the threshold")
                .isFalse();
        Judgement first = sensor.judge(8);
        Judgement second = sensor.judge(4);

        assertThat(first.verdict())
                .extracting(Judgement.Verdict::anomaly, Judgement.Verdict::alarm, Judgement.Verdict::direction)
                .containsExactly(true, true, Direction.ABOVE);
        assertThat(first.verdict().lower()).isEqualTo(5);
        assertThat(first.verdict().upper()).isEqualTo(7);
        assertThat(first.verdict().score()).isEqualTo(2 / 3.0);
        assertThat(second.verdict())
                .extracting(Judgement.Verdict::anomaly, Judgement.Verdict::alarm, Judgement.Verdict::direction)
                .containsExactly(true, false, Direction.BELOW);
        assertThat(second.verdict().severity()).isEqualTo(Severity.CRITICAL);
        for (int i = 0; i < 75; i++) {
            sensor.judge(4);
        }
        assertThat(sensor.judge(9).verdict().alarm())
                .as("after 75 quiet readings")
                .isTrue();
    }

    @Test
    void fixed_scalings_feed_the_network_and_bring_its_answer_back() {
        double[] fed = new double[1];
        Network network = Models.network(1, (windows, from) -> {
            fed[0] = windows[from];
            return 0.5f;
        });
        RuleSpec rule = new RuleSpec.AbsoluteError(1);
        Models.Sensor scaled = new Models.Sensor(Models.model(network, new Scaling.MinMax(50, 90), rule));
        Models.Sensor raw =
                new Models.Sensor(Models.model(network, new Scaling.Standard(70, 4), OutputScale.RAW, rule));

        assertThat(scaled.judgeAll(60, 70))
                .isNotNull()
                .extracting(said -> said.verdict().prediction())
                .isEqualTo(70.0);
        assertThat(fed[0]).isEqualTo(0.25);
        assertThat(raw.judgeAll(72, 70))
                .isNotNull()
                .extracting(said -> said.verdict().prediction())
                .isEqualTo(0.5);
        assertThat(fed[0]).isEqualTo(0.5);
    }

    @Test
    void a_network_that_answers_no_number_is_stood_in_for_by_the_last_value() {
        Models.Sensor sensor = new Models.Sensor(Models.absolute(Models.network(2, (windows, from) -> Float.NaN), 1));

        assertThat(sensor.judgeAll(4, 7, 9))
                .isNotNull()
                .extracting(said -> said.verdict().prediction())
                .isEqualTo(7.0);
    }

    @Test
    void a_model_whose_network_takes_another_window_is_refused() {
        ModelManifest manifest = Models.absolute(Models.naive(3), 1).manifest();

        assertThatThrownBy(() -> new Model(manifest, Models.naive(4)))
                .isInstanceOf(InvalidModelException.class)
                .hasMessage("window is 3; expected 4, which is what the network takes");
    }
}
