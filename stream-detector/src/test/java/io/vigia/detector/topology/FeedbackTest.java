package io.vigia.detector.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.contract.Action;
import io.vigia.contract.ActionKind;
import io.vigia.contract.ClosedBy;
import io.vigia.contract.FeedbackVerdict;
import io.vigia.contract.Incident;
import io.vigia.contract.IncidentChange;
import io.vigia.contract.Label;
import io.vigia.contract.LabelRecord;
import io.vigia.contract.ReadingEvent;
import io.vigia.contract.Score;
import io.vigia.detection.model.Model;
import io.vigia.verdict.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Feedback on anomalies")
class FeedbackTest {
    private static final long SECOND = 1_000;
    private static final long DAY = 86_400 * SECOND;
    /** Enough for the last calibration. */
    private static final int USUAL = 600;

    private static final double NORMAL = 50;
    private static final double SPIKE = 65;

    private final List<Plant> plants = new ArrayList<>();

    /** A sensor {@code s} at 50 ± 1 by the second, of which the same noise is sent in each plant. */
    private static final class Plant {
        final TopologyHarness vigia;
        private final Random noise = new Random(8);
        private long ts = TopologyHarness.ARRIVAL.toEpochMilli() - 300 * DAY;
        private final List<Score> scores = new ArrayList<>();

        Plant(TopologyHarness vigia) {
            this.vigia = vigia;
        }

        void usual(int readings) {
            for (int i = 0; i < readings; i++) {
                send(NORMAL + Math.max(-2, Math.min(2, noise.nextGaussian())));
            }
        }

        private void send(double value) {
            ts += SECOND;
            vigia.sendAt("s", ts, value);
        }

        Score judged(double value) {
            send(value);
            return newest();
        }

        Score newest() {
            vigia.letBatchesExpire();
            scores.addAll(vigia.scores());
            return scores.get(scores.size() - 1);
        }

        List<Score> scores() {
            newest();
            return scores;
        }

        void pass(long millis) {
            ts += millis;
        }
    }

    private Plant plant() {
        return plant(64, TopologyHarness.adaptive("usual"), null);
    }

    private Plant plant(int batchSize, Model model, Model shadow) {
        Plant plant = new Plant(new TopologyHarness(batchSize, model, shadow));
        plants.add(plant);
        return plant;
    }

    @AfterEach
    void close() {
        plants.forEach(plant -> plant.vigia.close());
    }

    /** The same readings with a spike, about which something is said, and later the same spike. */
    private static Score second(Plant plant, FeedbackVerdict... said) {
        plant.usual(USUAL);
        Score first = plant.judged(SPIKE);
        assertThat(first.anomaly()).isTrue();
        for (FeedbackVerdict verdict : said) {
            plant.vigia.say(verdict, first);
        }
        plant.usual(400);
        return plant.judged(SPIKE);
    }

    @Test
    void that_says_false_alarm_raises_the_bound_just_so_far_that_the_same_does_not_count() {
        Plant plant = plant();
        Score plain = second(plant());
        Score raised = second(plant, FeedbackVerdict.FALSE_ALARM);
        assertThat(plain.anomaly()).isTrue();
        assertThat(raised.anomaly()).isFalse();
        assertThat(raised.upper()).isGreaterThan(SPIKE);
        assertThat(plant.judged(SPIKE + 30).anomaly()).as("far more").isTrue();
    }

    @Test
    void is_a_label_by_the_id_of_the_anomaly_and_without_value_when_it_is_withdrawn() {
        Plant plant = plant();
        plant.usual(USUAL);
        Score anomaly = plant.judged(SPIKE);
        String incident = plant.vigia.changes().get(0).id();
        plant.vigia.say(FeedbackVerdict.FALSE_ALARM, anomaly);
        plant.vigia.say(null, anomaly);
        assertThat(plant.vigia.labels())
                .containsExactly(
                        new LabelRecord(
                                anomaly.id(),
                                new Label(
                                        anomaly.id(),
                                        "s",
                                        anomaly.ts(),
                                        SPIKE,
                                        FeedbackVerdict.FALSE_ALARM,
                                        anomaly.reason(),
                                        incident,
                                        "ana",
                                        "the door was open",
                                        TopologyHarness.ARRIVAL.toEpochMilli())),
                        new LabelRecord(anomaly.id(), null));
        assertThat(plant.vigia.records(plant.vigia.topics.readingsDlq())).isEmpty();
    }

    @Test
    void that_is_withdrawn_or_replaced_leaves_nothing_behind() {
        Plant plain = plant();
        second(plain);
        for (FeedbackVerdict[] said : new FeedbackVerdict[][] {
            {FeedbackVerdict.FALSE_ALARM, null},
            {FeedbackVerdict.FALSE_ALARM, FeedbackVerdict.TRUE_ALARM},
            {FeedbackVerdict.TRUE_ALARM},
            {null}
        }) {
            assertSame(said, plain);
        }
    }

    private void assertSame(FeedbackVerdict[] said, Plant plain) {
        Plant plant = plant();
        second(plant, said);
        assertThat(values(plant)).isEqualTo(values(plain));
        assertThat(state(plant)).isEqualTo(state(plain));
        assertThat(plant.vigia.state("!s")).isNull();
    }

    /** Ids are others in each plant. */
    private static List<String> values(Plant plant) {
        return plant.scores().stream()
                .map(score -> score.toString().replace(score.id(), ""))
                .toList();
    }

    private static byte[] state(Plant plant) {
        byte[] state = plant.vigia.state("s");
        assertThat(state).isNotNull();
        return state;
    }

    @Test
    void that_is_given_twice_counts_once() {
        Plant once = plant();
        Plant twice = plant();
        second(once, FeedbackVerdict.FALSE_ALARM);
        second(twice, FeedbackVerdict.FALSE_ALARM, FeedbackVerdict.FALSE_ALARM);
        assertThat(values(twice)).isEqualTo(values(once));
    }

    @Test
    void decays_with_the_time_of_the_readings() {
        Plant plain = plant();
        Plant raised = plant();
        for (Plant plant : List.of(plain, raised)) {
            plant.usual(USUAL);
            Score first = plant.judged(SPIKE);
            plant.vigia.say(plant == plain ? FeedbackVerdict.TRUE_ALARM : FeedbackVerdict.FALSE_ALARM, first);
        }
        assertThat(upperLater(raised, 0)).isGreaterThan(upperLater(plain, 0));
        assertThat(upperLater(raised, 60 * DAY)).isGreaterThan(upperLater(plain, 60 * DAY));
        assertThat(upperLater(raised, 140 * DAY)).isEqualTo(upperLater(plain, 140 * DAY));
        assertThat(state(raised)).as("what was learned").isEqualTo(state(plain));
    }

    private static double upperLater(Plant plant, long millis) {
        plant.pass(millis);
        plant.usual(300);
        return plant.newest().upper();
    }

    @Test
    void of_the_same_log_gives_the_same_bytes_in_any_batches() {
        Plant original = plant(7, TopologyHarness.adaptive("usual"), null);
        second(original, FeedbackVerdict.FALSE_ALARM);
        original.vigia.say(FeedbackVerdict.EXPECTED, original.judged(SPIKE + 40));
        original.usual(50);
        original.vigia.letBatchesExpire();
        Plant again = plant(64, TopologyHarness.adaptive("usual"), null);
        for (ReadingEvent event : original.vigia.log()) {
            again.vigia.replay(event);
        }
        again.vigia.letBatchesExpire();
        for (String topic : List.of(
                original.vigia.topics.anomalies(), original.vigia.topics.incidents(), original.vigia.topics.labels())) {
            List<TestRecord<byte[], byte[]>> first = original.vigia.records(topic);
            assertThat(first).as(topic).isNotEmpty();
            assertThat(text(again.vigia.records(topic))).as(topic).isEqualTo(text(first));
        }
        assertThat(again.scores()).isEqualTo(original.scores());
        assertThat(again.vigia.state("!s")).isEqualTo(original.vigia.state("!s"));
    }

    private static List<String> text(List<TestRecord<byte[], byte[]>> records) {
        return records.stream()
                .map(record -> text(record.key()) + "=" + text(record.value()))
                .toList();
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "nothing" : new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void that_says_it_was_expected_closes_the_incident_of_the_anomaly() {
        Plant plant = plant();
        plant.usual(USUAL);
        Score anomaly = plant.judged(SPIKE);
        Incident opened = plant.vigia.changes().get(0);
        assertThat(opened.anomaly()).isEqualTo(anomaly.id());
        plant.vigia.say(FeedbackVerdict.EXPECTED, anomaly);
        Incident closed = plant.vigia.changes().get(0);
        assertThat(closed.id()).isEqualTo(opened.id());
        assertThat(closed.change()).isEqualTo(IncidentChange.CLOSED);
        assertThat(closed.closedBy()).isEqualTo(ClosedBy.EXPECTED);
        assertThat(closed.operator().by()).isEqualTo("ana");
        assertThat(plant.vigia.labels())
                .extracting(record -> record.label().incident())
                .containsExactly(opened.id());
        plant.usual(100);
        assertThat(plant.judged(SPIKE).anomaly()).as("the same again").isFalse();
        assertThat(plant.vigia.changes()).isEmpty();
    }

    @Test
    void that_says_an_anomaly_before_the_open_incident_was_expected_is_a_label_alone() {
        Plant plant = plant();
        plant.usual(USUAL);
        Score former = plant.judged(SPIKE);
        plant.usual(400);
        plant.judged(SPIKE);
        byte[] state = state(plant);
        plant.vigia.changes();
        plant.vigia.say(FeedbackVerdict.EXPECTED, former);
        assertThat(plant.vigia.changes()).isEmpty();
        assertThat(plant.vigia.labels())
                .extracting(record -> record.label().incident())
                .containsOnlyNulls();
        assertThat(state(plant)).isEqualTo(state);
    }

    @Test
    void on_a_deleted_sensor_is_a_label_alone_and_the_sensor_begins_anew_without_what_was_said() {
        Plant plant = plant();
        plant.usual(USUAL);
        Score anomaly = plant.judged(SPIKE);
        plant.vigia.say(FeedbackVerdict.FALSE_ALARM, anomaly);
        assertThat(plant.vigia.state("!s")).isNotNull();
        plant.vigia.delete("s");
        assertThat(plant.vigia.state("!s")).isNull();
        plant.vigia.say(FeedbackVerdict.FALSE_ALARM, anomaly);
        assertThat(plant.vigia.state("!s")).isNull();
        assertThat(plant.vigia.state("s")).isNull();
        assertThat(plant.vigia.labels()).hasSize(2);
    }

    @Test
    void stays_when_the_rule_begins_anew() {
        Plant plant = plant();
        plant.usual(USUAL);
        plant.vigia.say(FeedbackVerdict.FALSE_ALARM, plant.judged(SPIKE));
        byte[] said = plant.vigia.state("!s");
        plant.vigia.act(ActionKind.RECALIBRATE, "s", null);
        assertThat(plant.vigia.state("!s")).isEqualTo(said).isNotNull();
    }

    @Test
    void applies_to_a_shadow_too() {
        Plant plant = plant(64, TopologyHarness.adaptive("usual"), TopologyHarness.adaptive("usual"));
        second(plant, FeedbackVerdict.FALSE_ALARM);
        Score anomaly = plant.judged(SPIKE + 40);
        plant.vigia.say(FeedbackVerdict.EXPECTED, anomaly);
        plant.usual(100);
        assertThat(plant.scores()).filteredOn(Score::anomaly).hasSize(2);
        assertThat(plant.vigia.shadowScores()).isEqualTo(plant.scores());
    }

    @Test
    void without_end_never_mutes_a_sensor() {
        Plant plant = plant();
        plant.usual(USUAL);
        Score anomaly = plant.judged(SPIKE);
        Reason[] reasons = {Reason.VALUE, Reason.ERROR, Reason.LEVEL, Reason.SEASON, Reason.STUCK};
        for (int click = 0; click < 100; click++) {
            plant.vigia.say(
                    FeedbackVerdict.FALSE_ALARM, another(anomaly, "anomaly-" + click, reasons[click % reasons.length]));
        }
        plant.vigia.act(ActionKind.RECALIBRATE, "s", null);
        plant.usual(USUAL);
        boolean seen = false;
        for (int i = 0; i < 10; i++) {
            seen |= plant.judged(NORMAL + 10 + i % 2).anomaly();
        }
        assertThat(seen).as("a jump by ten deviations").isTrue();
    }

    private static Score another(Score score, String id, Reason reason) {
        return new Score(
                id,
                score.sensor(),
                score.ts(),
                score.value(),
                score.status(),
                score.remaining(),
                score.prediction(),
                score.lower(),
                score.upper(),
                score.error(),
                score.score(),
                true,
                true,
                score.direction(),
                score.severity(),
                reason,
                2,
                score.model());
    }

    @Test
    void of_a_newer_version_is_skipped() {
        Plant plant = plant();
        plant.usual(USUAL);
        Action action = plant.vigia.say(FeedbackVerdict.TRUE_ALARM, plant.judged(SPIKE));
        assertThat(action.kind()).isEqualTo(ActionKind.FEEDBACK);
        plant.vigia.labels();
        plant.vigia.sendRaw(
                "s",
                ("{\"id\":\"a\",\"type\":\"action\",\"sensor\":\"s\",\"action\":\"feedback\",\"by\":\"ana\",\"feedback\":{\"anomaly\":\"x\","
                                + "\"verdict\":\"perhaps\",\"ts\":1,\"value\":1}}")
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(plant.vigia.labels()).isEmpty();
        assertThat(plant.vigia.records(plant.vigia.topics.readingsDlq())).isEmpty();
        assertThat(plant.vigia.meters.get("vigia.detector.skipped").counter().count())
                .isEqualTo(1);
    }
}
