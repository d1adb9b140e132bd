package io.vigia.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.property.Draw;
import io.vigia.property.Property;
import io.vigia.verdict.Direction;
import io.vigia.verdict.Reason;
import io.vigia.verdict.Severity;
import io.vigia.verdict.Status;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Events as JSON")
class EventJsonTest {
    @Property
    void a_reading_survives_the_wire(Draw draw) {
        String sensor = draw.text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", 1, 64);
        long ts = draw.aLong(0, Long.MAX_VALUE);
        double value = draw.aDouble();
        boolean detect = draw.aBoolean();
        Reading reading = new Reading(EventIds.next(), sensor, ts, TsSource.CLIENT, value, detect);
        assertThat(EventJson.readReading(EventJson.write((ReadingEvent) reading)))
                .isEqualTo(reading);
    }

    @Test
    void what_is_not_json_is_refused_without_advice_for_programmers() {
        String deep = "{\"x\":" + "[".repeat(600) + "]".repeat(600) + "}";
        for (String json : List.of(
                "{\"id\":\"g\",\"value\":NaN}",
                "{\"value\":+5}",
                "{\"value\":.5}",
                "{\"value\":05}",
                "{'value':1}",
                deep,
                "{\"" + "n".repeat(60_000) + "\":1}",
                "{\"a\":\"\t\"}")) {
            assertThatThrownBy(() -> EventJson.readReading(json.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(InvalidEventException.class)
                    .message()
                    .doesNotContain("JsonReadFeature", "StreamReadConstraints", "enable")
                    .hasSizeLessThan(300);
        }
    }

    @Property
    void a_verdict_survives_the_wire(Draw draw) {
        double value = draw.aDouble();
        double prediction = draw.aDouble();
        double[] window = draw.doubles(0, 255);
        Verdict verdict = new Verdict(
                new Score(
                        "id",
                        "boiler-1",
                        1,
                        value,
                        Status.SCORED,
                        Score.NO_REMAINING,
                        prediction,
                        Double.NaN,
                        4,
                        Math.abs(value),
                        0.5,
                        true,
                        false,
                        Direction.ABOVE,
                        Severity.HIGH,
                        draw.nullable(2, () -> draw.of(Reason.values())),
                        draw.aBoolean() ? Double.NaN : draw.aDouble(1, 2),
                        "m@1"),
                window);
        assertThat(EventJson.readDetection(EventJson.write((DetectionEvent) verdict)))
                .isEqualTo(verdict);
    }

    @Property
    void an_incident_survives_the_wire(Draw draw) {
        boolean open = draw.aBoolean();
        long ts = draw.aLong(0, Long.MAX_VALUE);
        double edge = draw.aBoolean() ? Double.NaN : draw.aDouble();
        Incident incident = new Incident(
                "boiler-1~0123456789abcdef",
                "boiler-1",
                open ? IncidentChange.CONTINUED : IncidentChange.CLOSED,
                draw.aLong(1, 1_000_000),
                draw.aBoolean() ? Reason.SEASON : null,
                Severity.HIGH,
                7,
                ts,
                open ? Incident.OPEN : ts,
                open ? null : ClosedBy.ADOPTED,
                draw.aLong(1, Long.MAX_VALUE),
                new Incident.Peak(ts, draw.aDouble(), edge, draw.aDouble(), edge),
                new Incident.Last(ts, draw.aDouble()),
                draw.aBoolean() ? "m@1" : null,
                draw.aBoolean(),
                draw.aBoolean() ? new Incident.Operator("ana", ts, "«why»") : null,
                draw.aBoolean() ? Incident.NOT_SNOOZED : ts,
                draw.aBoolean() ? new Incident.Operator("luis", 5, null) : null,
                draw.aBoolean() ? "reading-1" : null);
        assertThat(EventJson.readIncident(EventJson.write(incident))).isEqualTo(incident);
    }

    @Test
    void an_action_survives_the_wire() {
        for (Action action : new Action[] {
            new Action("a", "s", ActionKind.SNOOZE, "s~0", "ana", "«why»", 7, null),
            new Action("a", "s", ActionKind.RECALIBRATE, null, "unknown", null, Action.NO_END, null),
            feedback(FeedbackVerdict.FALSE_ALARM, Reason.LEVEL, 1.25),
            feedback(FeedbackVerdict.EXPECTED, null, Double.NaN),
            feedback(null, Reason.LIMIT, Double.NaN)
        }) {
            assertThat(EventJson.readReading(EventJson.write((ReadingEvent) action)))
                    .isEqualTo(action);
        }
    }

    private static Action feedback(@Nullable FeedbackVerdict verdict, @Nullable Reason reason, double boundFactor) {
        return new Action(
                "a",
                "s",
                ActionKind.FEEDBACK,
                "s~0",
                "ana",
                null,
                Action.NO_END,
                new Feedback("reading-1", verdict, 5, -1.5, reason, boundFactor));
    }

    @Test
    void feedback_without_an_anomaly_or_with_a_factor_that_can_not_be_is_refused() {
        String action = "{\"id\":\"a\",\"type\":\"action\",\"sensor\":\"s\",\"action\":\"feedback\",\"by\":\"ana\"";
        assertRefused(action + "}", "feedback is missing");
        assertRefused(action + ",\"feedback\":null}", "feedback is missing");
        assertRefused(action + ",\"feedback\":{\"ts\":5,\"value\":1}}", "feedback.anomaly is missing");
        assertRefused(
                action + ",\"feedback\":{\"anomaly\":\"x\",\"ts\":5,\"value\":1,\"boundFactor\":2.5}}",
                "feedback.boundFactor is 2.5; must be 1 to 2.0, or null");
        byte[] newer = (action + ",\"feedback\":{\"anomaly\":\"x\",\"ts\":5,\"value\":1,\"verdict\":\"perhaps\"}}")
                .getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> EventJson.readReading(newer)).isInstanceOf(UnknownTypeException.class);
    }

    @Test
    void a_label_survives_the_wire_and_belongs_to_its_key() {
        Label label = new Label(
                "reading-1", "s", 5, -1.5, FeedbackVerdict.TRUE_ALARM, Reason.STUCK, "s~0", "ana", "«why»", 7);
        byte[] key = "reading-1".getBytes(StandardCharsets.UTF_8);
        assertThat(LabelRecord.read(key, EventJson.write(label))).isEqualTo(new LabelRecord("reading-1", label));
        assertThat(LabelRecord.read(key, null)).isEqualTo(new LabelRecord("reading-1", null));
        assertThatThrownBy(() -> LabelRecord.read(new byte[] {'x'}, EventJson.write(label)))
                .isInstanceOf(InvalidEventException.class)
                .hasMessageContaining("must be the event's anomaly, 'reading-1'");
    }

    @Test
    void an_earlier_versions_score_and_incident_have_no_factor_and_no_anomaly() {
        String score =
                "{\"id\":\"a\",\"sensor\":\"s\",\"ts\":5,\"value\":1.5,\"status\":\"scored\",\"anomaly\":true,\"alarm\":true}";
        assertThat(((Score) EventJson.readScore(score.getBytes(StandardCharsets.UTF_8))).boundFactor())
                .isNaN();
        String incident =
                "{\"id\":\"s~0123456789abcdef\",\"sensor\":\"s\",\"change\":\"opened\",\"number\":1,\"severity\":\"low\","
                        + "\"opened\":5,\"updated\":5,\"anomalies\":1,\"peak\":{\"ts\":5,\"value\":1},\"last\":{\"ts\":5,\"value\":1}}";
        assertThat(EventJson.readIncident(incident.getBytes(StandardCharsets.UTF_8))
                        .anomaly())
                .isNull();
    }

    @Test
    void planned_work_and_silence_survive_the_wire() {
        Maintenance work = new Maintenance("w", new SensorPattern("line-2.*"), 5, 7, "ana", "«belt»");
        for (ReadingEvent event : new ReadingEvent[] {
            new MaintenanceChange("a", "w", work), new MaintenanceChange("a", "w", null), new Silence("a", "s", 5, 7)
        }) {
            assertThat(EventJson.readReading(EventJson.write(event))).isEqualTo(event);
        }
        assertThat(EventJson.readMaintenance(EventJson.write(work))).isEqualTo(work);
        assertRefused(
                "{\"id\":\"a\",\"type\":\"maintenance\",\"maintenance\":\"w\",\"planned\":{\"id\":\"w\",\"sensors\":\"*\",\"from\":7,"
                        + "\"to\":7,\"by\":\"ana\"}}",
                "to is 7; must be later than from, 7");
    }

    @Test
    void an_action_that_can_not_be_is_refused() {
        assertRefused("{\"id\":\"a\",\"type\":\"action\",\"sensor\":\"s\"}", "action is missing");
        assertRefused("{\"id\":\"a\",\"type\":\"action\",\"sensor\":\"s\",\"action\":\"close\"}", "by is missing");
        assertRefused(
                "{\"id\":\"a\",\"type\":\"action\",\"sensor\":\"s\",\"action\":\"close\",\"by\":\"" + "x".repeat(101)
                        + "\"}",
                "by has 101 characters; must be at most 100");
    }

    @Test
    void an_action_of_a_newer_version_is_of_an_unknown_type() {
        byte[] newer = "{\"id\":\"a\",\"type\":\"action\",\"sensor\":\"s\",\"action\":\"dance\",\"by\":\"ana\"}"
                .getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> EventJson.readReading(newer))
                .isInstanceOf(UnknownTypeException.class)
                .hasMessageContaining("'action dance'");
    }

    @Test
    void a_change_of_model_survives_the_wire() {
        String sha256 = "0123456789abcdef".repeat(4);
        for (ModelChange change : new ModelChange[] {
            new ModelChange("a", new SensorPattern("boiler-*"), "m@1", sha256),
            new ModelChange("a", SensorPattern.DEFAULT, null, null)
        }) {
            assertThat(EventJson.readReading(EventJson.write((ReadingEvent) change)))
                    .isEqualTo(change);
        }
    }

    @Test
    void assignments_and_outcomes_survive_the_wire() {
        ModelAssignment assignment = new ModelAssignment("a", new SensorPattern("*"), "m@2", "0".repeat(64), "m@1", 5);
        ModelOutcome outcome = new ModelOutcome("a", 11, new SensorPattern("b*"), null, false, "\"why\"", 7);

        assertThat(EventJson.readModelAssignment(EventJson.write(assignment))).isEqualTo(assignment);
        assertThat(EventJson.readModelOutcome(EventJson.write(outcome))).isEqualTo(outcome);
    }

    @Test
    void a_change_of_model_that_can_not_be_is_refused() {
        assertRefused("{\"id\":\"a\",\"type\":\"model\"}", "sensors is missing");
        assertRefused("{\"type\":\"model\",\"sensors\":\"\"}", "id is missing");
        assertRefused("{\"id\":\"a\",\"type\":\"model\",\"sensors\":\"b c\"}", "sensors is 'b c'");
        assertRefused("{\"id\":\"a\",\"type\":\"model\",\"sensors\":\"*\",\"model\":\"m\"}", "model is 'm'");
        assertRefused("{\"id\":\"a\",\"type\":\"model\",\"sensors\":\"*\",\"model\":\"m@1\"}", "sha256 is null");
        assertRefused("{\"id\":\"a\",\"type\":\"model\",\"sensors\":\"*\",\"sha256\":\"00\"}", "sha256 is 00");
    }

    @Test
    void a_field_without_a_value_is_null_and_left_out_only_where_it_is_of_anomalies() {
        Score warming = new Score(
                "a",
                "s",
                5,
                1.5,
                Status.WARMING_UP,
                3,
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
        assertThat(new String(EventJson.write((ScoreEvent) warming), StandardCharsets.UTF_8))
                .isEqualTo("{\"id\":\"a\",\"sensor\":\"s\",\"ts\":5,\"value\":1.5,\"status\":\"warming_up\","
                        + "\"remaining\":3,\"prediction\":null,\"lower\":null,\"upper\":null,\"error\":null,"
                        + "\"score\":null,\"anomaly\":false,\"alarm\":false,\"direction\":null,\"severity\":null,\"reason\":null,"
                        + "\"model\":null}");
    }

    @Test
    void what_is_no_reading_is_refused_with_the_field_and_what_is_expected() {
        assertRefused("nonsense", "not valid JSON");
        assertRefused("[1]", "not a JSON object");
        assertRefused("{}", "id is missing");
        assertRefused("{\"id\":\"a\",\"sensor\":\"s\",\"ts\":\"x\"}", "ts is the string 'x'; must be a whole number");
        assertRefused("{\"id\":\"a\",\"sensor\":\"s\",\"ts\":-1,\"tsSource\":\"client\",\"value\":1}", "ts is -1");
        assertRefused("{\"id\":\"a\",\"sensor\":\"s\",\"ts\":1,\"tsSource\":\"client\"}", "value is missing");
        assertRefused("{\"id\":\"a\",\"sensor\":\"s\",\"type\":\"party\"}", "type is 'party'");
        assertRefused("{\"id\":\"a\",\"sensor\":\"s\"} {}", "content was received after");
        assertThatThrownBy(() -> EventJson.readReading(null)).hasMessageContaining("no value");
    }

    @Test
    void an_event_of_an_unknown_type_is_told_from_one_that_is_no_event() {
        byte[] newer = "{\"id\":\"a\",\"sensor\":\"s\",\"type\":\"party\"}".getBytes(StandardCharsets.UTF_8);
        List<Consumer<byte[]>> readers = List.of(
                EventJson::readReading,
                EventJson::readScore,
                EventJson::readDetection,
                EventJson::readVerdict,
                EventJson::readKnownSensor,
                EventJson::readModelAssignment,
                EventJson::readModelOutcome);
        assertThat(readers)
                .allSatisfy(reader -> assertThatThrownBy(() -> reader.accept(newer))
                        .isInstanceOf(UnknownTypeException.class)
                        .hasMessageContaining("type is 'party'"));
    }

    @Test
    void an_unknown_type_comes_before_a_field_that_means_something_else_there() {
        for (String newer : List.of(
                "{\"id\":7,\"value\":\"high\",\"window\":[[1],{\"a\":[2]},3],\"type\":\"party\",\"ts\":{\"from\":[1]}}",
                "{\"type\":\"party\",\"id\":[{}],\"window\":{\"a\":1}}")) {
            assertThatThrownBy(() -> EventJson.readScore(newer.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(UnknownTypeException.class);
        }
        assertRefused(EventJson::readVerdict, "{\"window\":[1,{\"a\":[2]},3],\"id\":7}", "window is an object");
        assertRefused(EventJson::readVerdict, "{\"window\":[1,{\"a\":[2]},3],\"id\":7} x", "not valid JSON");
    }

    @Test
    void what_others_wrote_is_bounded_and_so_is_what_is_said_of_it() {
        String endless = "x".repeat(1_000_000);
        assertRefused("{\"id\":\"" + "x".repeat(129) + "\",\"type\":\"deletion\",\"sensor\":\"s\"}", "id has 129");
        assertRefused("{\"id\":\"" + endless + "\"}", "id has 1000000 characters");
        assertRefused("{\"id\":\"a\",\"sensor\":\"" + "x".repeat(4_000) + "\"}", "must be 1 to 64 characters");
        assertRefused(EventJson::readVerdict, "{\"window\":[" + "1,".repeat(5_000) + "1]}", "window has more than");
        assertRefused("{\"value\":1e999}", "value is too large");
        assertThat(new InvalidEventException(endless).getMessage()).hasSize(200).endsWith("…");
        assertThat(Excerpt.of("\uD83D\uDE00".repeat(200))).hasSize(199).endsWith("\uDE00…");
    }

    @Property(tries = 2_000)
    void arbitrary_bytes_are_refused_and_never_crash(Draw draw) {
        byte[] bytes = draw.bytes();
        assertThatThrownBy(() -> EventJson.readReading(bytes)).isInstanceOf(InvalidEventException.class);
    }

    private static void assertRefused(String json, String because) {
        assertRefused(EventJson::readReading, json, because);
    }

    private static void assertRefused(Consumer<byte[]> reader, String json, String because) {
        assertThatThrownBy(() -> reader.accept(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(InvalidEventException.class)
                .hasMessageContaining(because);
    }
}
