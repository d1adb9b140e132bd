package io.vigia.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.contract.Action;
import io.vigia.contract.ActionKind;
import io.vigia.contract.Deleted;
import io.vigia.contract.Deletion;
import io.vigia.contract.DetectionEvent;
import io.vigia.contract.EventJson;
import io.vigia.contract.Feedback;
import io.vigia.contract.FeedbackVerdict;
import io.vigia.contract.Heartbeat;
import io.vigia.contract.KnownSensor;
import io.vigia.contract.Label;
import io.vigia.contract.ModelAssignment;
import io.vigia.contract.ModelChange;
import io.vigia.contract.ModelOutcome;
import io.vigia.contract.Reading;
import io.vigia.contract.ReadingEvent;
import io.vigia.contract.RecordHeaders;
import io.vigia.contract.Score;
import io.vigia.contract.ScoreEvent;
import io.vigia.contract.SensorPattern;
import io.vigia.contract.SensorSettings;
import io.vigia.contract.SentAgain;
import io.vigia.contract.SettingsChange;
import io.vigia.contract.SettingsDocument;
import io.vigia.contract.Topics;
import io.vigia.contract.TsSource;
import io.vigia.contract.Verdict;
import io.vigia.property.Draw;
import io.vigia.property.Property;
import io.vigia.verdict.Direction;
import io.vigia.verdict.Reason;
import io.vigia.verdict.Severity;
import io.vigia.verdict.Status;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Whatever {@link EventJson} writes is what the schemas say, field by field. */
class EventSchemasTest {
    /** Silence is a reason of incidents alone. */
    private static final Reason[] OF_READINGS =
            EnumSet.complementOf(EnumSet.of(Reason.SILENCE)).toArray(Reason[]::new);

    private static final Topics TOPICS = new Topics("vigia");
    private static final TopicDocument DOCUMENT = new TopicDocument(TOPICS);
    private static final String SHA_256 = "0123456789abcdef".repeat(4);

    private static String sensor(Draw draw) {
        return draw.text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._:-", 1, 64);
    }

    private static Score aside(Draw draw) {
        Status status = draw.of(Status.WARMING_UP, Status.LATE, Status.DUPLICATE);
        return new Score(
                draw.text(1, 40),
                sensor(draw),
                draw.aLong(0, Long.MAX_VALUE),
                draw.aDouble(),
                status,
                status == Status.WARMING_UP ? draw.anInt(1, 500) : Score.NO_REMAINING,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                false,
                false,
                null,
                null,
                null,
                Double.NaN,
                null);
    }

    private static Score judged(Draw draw) {
        double value = draw.aDouble();
        double prediction = draw.aDouble();
        double score = draw.aDouble(0, 1);
        Direction direction = draw.nullable(2, () -> draw.of(Direction.values()));
        return new Score(
                "id",
                sensor(draw),
                1,
                value,
                draw.of(Status.SCORED, Status.PROVISIONAL),
                Score.NO_REMAINING,
                prediction,
                bound(draw),
                bound(draw),
                Math.abs(value / 2 - prediction / 2),
                score,
                direction != null,
                direction == Direction.ABOVE,
                direction,
                direction == null ? null : Severity.values()[(int) (score * 3)],
                direction == null ? null : draw.nullable(2, () -> draw.of(OF_READINGS)),
                direction == null || draw.aBoolean() ? Double.NaN : draw.aDouble(1, 2),
                "m@1");
    }

    private static double bound(Draw draw) {
        return draw.aBoolean() ? draw.aDouble() : draw.of(Double.NaN, Double.NEGATIVE_INFINITY);
    }

    @Property(tries = 300)
    void a_reading(Draw draw) {
        String id = draw.text(1, 255);
        String sensor = sensor(draw);
        long ts = draw.aLong(0, Long.MAX_VALUE);
        TsSource source = draw.of(TsSource.values());
        double value = draw.aDouble();
        boolean detect = draw.aBoolean();
        Reading reading = new Reading(id, sensor, ts, source, value, detect);
        assertMessage("reading", TOPICS.readings(), sensor, EventJson.write((ReadingEvent) reading));
    }

    @Property(tries = 100)
    void a_deletion_among_readings_and_scores(Draw draw) {
        String sensor = sensor(draw);
        long at = draw.aLong(0, Long.MAX_VALUE);
        Deletion deletion = new Deletion("id", sensor);
        assertMessage("deletion", TOPICS.readings(), sensor, EventJson.write((ReadingEvent) deletion));
        assertMessage(
                "scoredDeletion",
                TOPICS.scores(),
                sensor,
                EventJson.write((ScoreEvent) deletion),
                RecordHeaders.READING_OFFSET,
                Long.toString(at));
    }

    @Property(tries = 100)
    void a_change_of_model(Draw draw) {
        String sensor = sensor(draw);
        boolean star = draw.aBoolean();
        boolean back = draw.aBoolean();
        SensorPattern sensors = new SensorPattern(star ? sensor.substring(0, sensor.length() / 2) + "*" : sensor);
        ModelChange change = new ModelChange("id", sensors, back ? null : "m@1", back ? null : SHA_256);
        assertMessage("modelChange", TOPICS.readings(), sensors.text(), EventJson.write((ReadingEvent) change));
    }

    @Property(tries = 100)
    void a_change_of_settings_and_what_the_settings_topic_holds(Draw draw) {
        SensorPattern sensors = new SensorPattern(draw.aBoolean() ? "*" : sensor(draw));
        SensorSettings settings = SensorSettings.of(Map.of(
                "unit",
                "m³/h",
                "limits",
                draw.aBoolean() ? Map.of("low", -1) : Map.of("high", draw.anInt()),
                "sensitivity",
                draw.aDouble(0.25, 4),
                "adoptAfter",
                "never",
                "season",
                draw.of("auto", "none", "day", "week"),
                "muted",
                draw.aBoolean()));
        boolean removed = draw.aBoolean();
        SettingsChange change = new SettingsChange("id", sensors, removed ? null : settings);
        assertMessage("settingsChange", TOPICS.readings(), null, EventJson.write((ReadingEvent) change));
        long at = draw.aLong(0, Long.MAX_VALUE);
        assertMessage(
                "settingsDocument",
                TOPICS.settings(),
                sensors.text(),
                EventJson.write(new SettingsDocument("id", sensors, settings, at)));
        assertMessage("withdrawnSettings", TOPICS.settings(), sensors.text(), null);
    }

    @Property(tries = 300)
    void a_score_of_what_was_not_judged(Draw draw) {
        Score score = aside(draw);
        assertMessage("score", TOPICS.scores(), score.sensor(), EventJson.write((ScoreEvent) score));
    }

    @Property(tries = 300)
    void a_score_of_what_was_judged(Draw draw) {
        Score score = judged(draw);
        assertMessage("score", TOPICS.scores(), score.sensor(), EventJson.write((ScoreEvent) score));
        assertMessage("score", TOPICS.shadowScores(), score.sensor(), EventJson.write((ScoreEvent) score));
    }

    @Property(tries = 200)
    void a_verdict(Draw draw) {
        Score judged = judged(draw);
        Score aside = aside(draw);
        double[] window = draw.doubles(0, 12);
        for (Score score : new Score[] {judged, aside}) {
            byte[] verdict = EventJson.write((DetectionEvent) new Verdict(score, window));
            assertMessage("verdict", TOPICS.detections(), score.sensor(), verdict);
        }
    }

    @Property(tries = 100)
    void a_confirmation_a_known_sensor_and_a_forgotten_one(Draw draw) {
        String sensor = sensor(draw);
        long since = draw.aLong(0, Long.MAX_VALUE);
        assertMessage("deleted", TOPICS.detections(), sensor, EventJson.write((DetectionEvent) new Deleted("id")));
        assertMessage("knownSensor", TOPICS.sensors(), sensor, EventJson.write(new KnownSensor(sensor, since)));
        assertMessage("forgottenSensor", TOPICS.sensors(), sensor, null);
    }

    @Property(tries = 100)
    void what_the_models_topic_holds(Draw draw) {
        String sensor = sensor(draw);
        int partition = draw.anInt(0, 11);
        long at = draw.aLong(0, Long.MAX_VALUE);
        boolean accepted = draw.aBoolean();
        SensorPattern sensors = new SensorPattern(sensor);
        assertMessage(
                "modelAssignment",
                TOPICS.models(),
                "assignment/" + sensor,
                EventJson.write(new ModelAssignment("id", sensors, "m@2", SHA_256, accepted ? null : "m@1", at)));
        assertMessage(
                "modelOutcome",
                TOPICS.models(),
                "outcome/" + partition + "/" + sensor,
                EventJson.write(new ModelOutcome(
                        "id", partition, sensors, accepted ? "m@2" : null, accepted, accepted ? null : "why", at)));
        assertMessage("withdrawnModel", TOPICS.models(), "assignment/" + sensor, null);
    }

    @Property(tries = 100)
    void feedback_and_its_label(Draw draw) {
        String sensor = sensor(draw);
        String anomaly = draw.text(1, 40);
        double value = draw.aDouble();
        Reason reason = draw.nullable(3, () -> draw.of(OF_READINGS));
        FeedbackVerdict verdict = draw.of(FeedbackVerdict.values());
        boolean withdrawn = draw.aBoolean();
        double factor = draw.aBoolean() ? Double.NaN : draw.aDouble(1, 2);
        Feedback feedback = new Feedback(anomaly, withdrawn ? null : verdict, 5, value, reason, factor);
        Action action = new Action("id", sensor, ActionKind.FEEDBACK, null, "ana", null, Action.NO_END, feedback);
        assertMessage("action", TOPICS.readings(), sensor, EventJson.write((ReadingEvent) action));
        Label label = new Label(anomaly, sensor, 5, value, verdict, reason, null, "ana", "why", 7);
        assertMessage("label", TOPICS.labels(), anomaly, EventJson.write(label));
        assertMessage("withdrawnLabel", TOPICS.labels(), anomaly, null);
    }

    @Property(tries = 100)
    void what_was_sent_again_and_a_note_of_it(Draw draw) {
        String sensor = sensor(draw);
        long at = draw.aLong(0, Long.MAX_VALUE);
        boolean corrected = draw.aBoolean();
        Reading reading = new Reading("id", sensor, at, TsSource.CLIENT, 1, false);
        assertMessage(
                "reading",
                TOPICS.readings(),
                sensor,
                EventJson.write((ReadingEvent) reading),
                RecordHeaders.REDRIVEN_FROM,
                TOPICS.readingsDlq() + "-3@0",
                RecordHeaders.ORIGIN,
                TOPICS.readings() + "-3@41");
        byte[] note = EventJson.write(new SentAgain("readings-3-0", at, TOPICS.readings(), corrected));
        assertMessage("redriven", TOPICS.redriven().name(), "readings-3-0", note);
    }

    @Property(tries = 100)
    void a_heartbeat(Draw draw) {
        long count = draw.aLong(0, Long.MAX_VALUE);
        double rate = draw.aDouble(0, 1e9);
        @Nullable Long waiting = draw.nullable(10, () -> draw.aLong(0, Long.MAX_VALUE));
        boolean quiet = draw.aBoolean();
        Double latency = quiet ? null : (Double) rate;
        Heartbeat heartbeat = new Heartbeat(
                "sink",
                "plant-1.example",
                1,
                2,
                quiet,
                count,
                rate,
                count,
                waiting,
                quiet ? null : 3L,
                latency,
                latency);
        byte[] json = JsonMapper.shared().writeValueAsBytes(heartbeat);
        assertMessage("heartbeat", TOPICS.instances(), heartbeat.key(), json);
    }

    @Property(tries = 100)
    void anything_at_all_as_a_dead_letter(Draw draw) {
        byte @Nullable [] bytes = draw.nullable(10, () -> draw.bytes());
        long offset = draw.aLong(0, Long.MAX_VALUE);
        String[] headers = {
            "traceparent", "of its sender",
            "__streams.errors.message", "ts is missing",
            "__streams.errors.topic", TOPICS.readings(),
            "__streams.errors.partition", "3",
            "__streams.errors.offset", Long.toString(offset)
        };
        assertMessage("deadLetter", TOPICS.readingsDlq(), "s", bytes, headers);
        assertMessage("deadLetter", TOPICS.scoresDlq(), "s", bytes, headers);
    }

    @Property(tries = 100)
    void nothing_that_has_a_field_too_many_or_contradicts_itself(Draw draw) {
        Score score = judged(draw);
        String json = new String(EventJson.write((ScoreEvent) score), StandardCharsets.UTF_8);
        assertNoMessage(score, json.replace("\"id\":", "\"extra\":1,\"id\":"));
        assertNoMessage(score, json.replace("\"remaining\":null", "\"remaining\":3"));
        assertNoMessage(score, json.replace("\"model\":\"m@1\"", "\"model\":null"));
        assertNoMessage(score, json.replaceFirst("\"anomaly\":(true|false)", "\"anomaly\":\"$1\""));
        assertNoMessage(
                score,
                score.anomaly()
                        ? json.replaceFirst("\"severity\":\"[a-z]+\"", "\"severity\":null")
                        : json.replace("\"alarm\":false", "\"alarm\":true"));
    }

    private static void assertNoMessage(Score score, String json) {
        byte[] value = json.getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> assertMessage("score", TOPICS.scores(), score.sensor(), value))
                .isInstanceOf(AssertionError.class);
    }

    private static void assertMessage(
            String name, String topic, @Nullable String key, byte @Nullable [] value, String... headers) {
        Headers all = new org.apache.kafka.common.header.internals.RecordHeaders();
        for (int i = 0; i < headers.length; i += 2) {
            all.add(headers[i], headers[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        byte @Nullable [] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        assertThat(DOCUMENT.messageOf(topic, keyBytes, value, all)).isEqualTo(name);
    }
}
