package io.vigia.contract;

import io.vigia.verdict.WireName;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes events as JSON in UTF-8, field by field: a reading takes about a microsecond, while data binding
 * takes several. A field without a value is written as {@code null}, never omitted, except {@code boundFactor} of
 * what is not an anomaly: there are many scores. Unknown fields are ignored, so that a newer writer does not break an older reader; one that may be null may be missing.
 */
public final class EventJson {
    private static final EventReader<ReadingEvent> READINGS = new EventReader<ReadingEvent>(ReadingFields::new)
            .with(Deletion.TYPE, DeletionFields::new)
            .with(ModelChange.TYPE, ModelChangeFields::new)
            .with(SettingsChange.TYPE, SettingsChangeFields::new)
            .with(MaintenanceChange.TYPE, MaintenanceChangeFields::new)
            .with(Action.TYPE, ActionFields::new)
            .with(Silence.TYPE, SilenceFields::new);
    private static final EventReader<ScoreEvent> SCORES =
            new EventReader<ScoreEvent>(ScoreFields::new).with(Deletion.TYPE, DeletionFields::new);
    private static final EventReader<DetectionEvent> DETECTIONS =
            new EventReader<DetectionEvent>(VerdictFields::new).with(Deleted.TYPE, DeletedFields::new);
    private static final EventReader<Verdict> ANOMALIES = new EventReader<>(VerdictFields::new);
    private static final EventReader<KnownSensor> SENSORS = new EventReader<>(KnownSensorFields::new);
    private static final EventReader<ModelAssignment> ASSIGNMENTS = new EventReader<>(ModelAssignmentFields::new);
    private static final EventReader<Incident> INCIDENTS = new EventReader<>(IncidentFields::new);
    private static final EventReader<SettingsDocument> SETTINGS = new EventReader<>(SettingsDocumentFields::new);
    private static final EventReader<Maintenance> MAINTENANCE = new EventReader<>(MaintenanceFields::new);
    private static final EventReader<Label> LABELS = new EventReader<>(LabelFields::new);
    private static final EventReader<SentAgain> SENT_AGAIN = new EventReader<>(SentAgainFields::new);
    private static final EventReader<ModelOutcome> OUTCOMES = new EventReader<>(ModelOutcomeFields::new);

    private EventJson() {}

    /** A reading or a control event as bytes. */
    public static byte[] write(ReadingEvent event) {
        if (event instanceof Reading reading) {
            return writeReading(reading);
        }
        if (event instanceof SettingsChange change) {
            return writeSettingsChange(change);
        }
        if (event instanceof MaintenanceChange change) {
            return writeMaintenanceChange(change);
        }
        if (event instanceof Action action) {
            return writeAction(action);
        }
        if (event instanceof Silence silence) {
            return writeSilence(silence);
        }
        return event instanceof ModelChange change ? writeModelChange(change) : writeDeletion((Deletion) event);
    }

    /** A score, or a deletion among the scores, as bytes. */
    public static byte[] write(ScoreEvent event) {
        return event instanceof Score score ? writeScore(score, null) : writeDeletion((Deletion) event);
    }

    /** A verdict, or the confirmation of a deletion, as bytes. */
    public static byte[] write(DetectionEvent event) {
        if (event instanceof Verdict verdict) {
            return writeScore(verdict.score(), verdict.window());
        }
        return new JsonBytes(96)
                .text("id", ((Deleted) event).id())
                .text("type", Deleted.TYPE)
                .end();
    }

    /** The record of a known sensor as bytes. */
    public static byte[] write(KnownSensor known) {
        return new JsonBytes(112)
                .text("sensor", known.sensor())
                .number("since", known.since())
                .end();
    }

    /**
     * Reads an event of the readings topic.
     *
     * @throws InvalidEventException if the bytes are not a JSON object, or a field is missing, of another type or out of range
     */
    public static ReadingEvent readReading(byte @Nullable [] bytes) {
        return READINGS.read(bytes);
    }

    /**
     * Reads an event of the scores topic.
     *
     * @throws InvalidEventException if the bytes are not a JSON object, or a field is missing, of another type or out of range
     */
    public static ScoreEvent readScore(byte @Nullable [] bytes) {
        return SCORES.read(bytes);
    }

    /**
     * Reads an event of the detections topic.
     *
     * @throws InvalidEventException if the bytes are not a JSON object, or a field is missing, of another type or out of range
     */
    public static DetectionEvent readDetection(byte @Nullable [] bytes) {
        return DETECTIONS.read(bytes);
    }

    /**
     * Reads an event of the anomalies topic.
     *
     * @throws InvalidEventException if the bytes are not a JSON object, or a field is missing, of another type or out of range
     */
    public static Verdict readVerdict(byte @Nullable [] bytes) {
        return ANOMALIES.read(bytes);
    }

    /**
     * Reads a record of the sensors topic.
     *
     * @throws InvalidEventException if the bytes are not a JSON object, or a field is missing, of another type or out of range
     */
    public static KnownSensor readKnownSensor(byte @Nullable [] bytes) {
        return SENSORS.read(bytes);
    }

    /** The record of an assignment as bytes. */
    public static byte[] write(ModelAssignment assignment) {
        return new JsonBytes(256)
                .text("id", assignment.id())
                .text("sensors", assignment.sensors().text())
                .text("model", assignment.model())
                .text("sha256", assignment.sha256())
                .text("previous", assignment.previous())
                .number("at", assignment.at())
                .end();
    }

    /**
     * Reads an assignment of the models topic.
     *
     * @throws InvalidEventException if the bytes are not a JSON object, or a field is missing, of another type or out of range
     */
    public static ModelAssignment readModelAssignment(byte @Nullable [] bytes) {
        return ASSIGNMENTS.read(bytes);
    }

    /** The record of settings as bytes. */
    public static byte[] write(SettingsDocument document) {
        return new JsonBytes(256)
                .text("id", document.id())
                .text("sensors", document.sensors().text())
                .object("settings", document.settings().json())
                .number("at", document.at())
                .end();
    }

    /**
     * Reads settings of the settings topic.
     *
     * @throws InvalidEventException if the bytes are not a JSON object, or a field is missing, of another type or out of range
     */
    public static SettingsDocument readSettings(byte @Nullable [] bytes) {
        return SETTINGS.read(bytes);
    }

    /** The record of planned work as bytes. */
    public static byte[] write(Maintenance planned) {
        return fields(new JsonBytes(256), planned).end();
    }

    private static JsonBytes fields(JsonBytes json, Maintenance planned) {
        return json.text("id", planned.id())
                .text("sensors", planned.sensors().text())
                .number("from", planned.from())
                .number("to", planned.to())
                .text("by", planned.by())
                .text("note", planned.note());
    }

    /**
     * Reads planned work of the maintenance topic.
     *
     * @throws InvalidEventException if the bytes are not a JSON object, or a field is missing, of another type or out of range
     */
    public static Maintenance readMaintenance(byte @Nullable [] bytes) {
        return MAINTENANCE.read(bytes);
    }

    /** The record of a label as bytes. */
    public static byte[] write(Label label) {
        return new JsonBytes(384)
                .text("anomaly", label.anomaly())
                .text("sensor", label.sensor())
                .number("ts", label.ts())
                .number("value", label.value())
                .text("verdict", label.verdict().wire())
                .text("reason", wire(label.reason()))
                .text("incident", label.incident())
                .text("by", label.by())
                .text("note", label.note())
                .number("at", label.at())
                .end();
    }

    private static @Nullable String wire(@Nullable WireName constant) {
        return constant == null ? null : constant.wire();
    }

    /**
     * Reads a label of the labels topic.
     *
     * @throws InvalidEventException if the bytes are not a JSON object, or a field is missing, of another type or out of range
     */
    public static Label readLabel(byte @Nullable [] bytes) {
        return LABELS.read(bytes);
    }

    /** The note that a dead letter was sent again as bytes. */
    public static byte[] write(SentAgain note) {
        return new JsonBytes(128)
                .text("letter", note.letter())
                .number("at", note.at())
                .text("to", note.to())
                .flag("corrected", note.corrected())
                .end();
    }

    /**
     * Reads a record of the topic of dead letters that were sent again.
     *
     * @throws InvalidEventException if the bytes are not a JSON object, or a field is missing, of another type or out of range
     */
    public static SentAgain readSentAgain(byte @Nullable [] bytes) {
        return SENT_AGAIN.read(bytes);
    }

    private static byte[] writeMaintenanceChange(MaintenanceChange change) {
        JsonBytes json = new JsonBytes(320)
                .text("id", change.id())
                .text("type", MaintenanceChange.TYPE)
                .text("maintenance", change.maintenance());
        Maintenance planned = change.planned();
        return (planned == null
                        ? json.nothing("planned")
                        : fields(json.begin("planned"), planned).close())
                .end();
    }

    /** The record of an outcome as bytes. */
    public static byte[] write(ModelOutcome outcome) {
        return new JsonBytes(256)
                .text("id", outcome.id())
                .number("partition", (long) outcome.partition())
                .text("sensors", outcome.sensors().text())
                .text("model", outcome.model())
                .flag("accepted", outcome.accepted())
                .text("reason", outcome.reason())
                .number("at", outcome.at())
                .end();
    }

    /**
     * Reads an outcome of the models topic.
     *
     * @throws InvalidEventException if the bytes are not a JSON object, or a field is missing, of another type or out of range
     */
    public static ModelOutcome readModelOutcome(byte @Nullable [] bytes) {
        return OUTCOMES.read(bytes);
    }

    /** A change of an incident as bytes. */
    public static byte[] write(Incident incident) {
        JsonBytes json = new JsonBytes(640)
                .text("id", incident.id())
                .text("sensor", incident.sensor())
                .text("change", incident.change().wire())
                .number("number", incident.number())
                .text("state", incident.isOpen() ? "open" : "closed")
                .text("reason", wire(incident.reason()))
                .text("severity", incident.severity().wire())
                .number("opened", incident.opened())
                .number("updated", incident.updated());
        json.numberUnless(Incident.OPEN, "closed", incident.closed());
        Incident.Peak peak = incident.peak();
        Incident.Last last = incident.last();
        json.text("closedBy", wire(incident.closedBy()))
                .number("anomalies", incident.anomalies())
                .begin("peak")
                .number("ts", peak.ts())
                .number("value", peak.value())
                .number("lower", peak.lower())
                .number("upper", peak.upper())
                .number("prediction", peak.prediction())
                .close()
                .begin("last")
                .number("ts", last.ts())
                .number("value", last.value())
                .close()
                .text("model", incident.model())
                .flag("maintenance", incident.maintenance());
        operator(json, "acknowledged", incident.acknowledged());
        json.numberUnless(Incident.NOT_SNOOZED, "snoozedUntil", incident.snoozedUntil());
        operator(json, "operator", incident.operator());
        return json.text("anomaly", incident.anomaly()).end();
    }

    private static void operator(JsonBytes json, String name, Incident.@Nullable Operator operator) {
        if (operator == null) {
            json.nothing(name);
        } else {
            json.begin(name)
                    .text("by", operator.by())
                    .number("at", operator.at())
                    .text("note", operator.note())
                    .close();
        }
    }

    /**
     * Reads an event of the incidents topic.
     *
     * @throws InvalidEventException if the bytes are not a JSON object, or a field is missing, of another type or out of range
     */
    public static Incident readIncident(byte @Nullable [] bytes) {
        return INCIDENTS.read(bytes);
    }

    private static byte[] writeModelChange(ModelChange change) {
        return new JsonBytes(240)
                .text("id", change.id())
                .text("type", ModelChange.TYPE)
                .text("sensors", change.sensors().text())
                .text("model", change.model())
                .text("sha256", change.sha256())
                .end();
    }

    private static byte[] writeSilence(Silence silence) {
        return new JsonBytes(192)
                .text("id", silence.id())
                .text("type", Silence.TYPE)
                .text("sensor", silence.sensor())
                .number("since", silence.since())
                .number("due", silence.due())
                .end();
    }

    private static byte[] writeAction(Action action) {
        JsonBytes json = new JsonBytes(384)
                .text("id", action.id())
                .text("type", Action.TYPE)
                .text("sensor", action.sensor())
                .text("action", action.kind().wire())
                .text("incident", action.incident())
                .text("by", action.by())
                .text("note", action.note())
                .numberUnless(Action.NO_END, "until", action.until());
        Feedback feedback = action.feedback();
        return (feedback == null
                        ? json.nothing("feedback")
                        : fields(json.begin("feedback"), feedback).close())
                .end();
    }

    private static JsonBytes fields(JsonBytes json, Feedback feedback) {
        return json.text("anomaly", feedback.anomaly())
                .text("verdict", wire(feedback.verdict()))
                .number("ts", feedback.ts())
                .number("value", feedback.value())
                .text("reason", wire(feedback.reason()))
                .number("boundFactor", feedback.boundFactor());
    }

    private static byte[] writeSettingsChange(SettingsChange change) {
        JsonBytes json = new JsonBytes(256)
                .text("id", change.id())
                .text("type", SettingsChange.TYPE)
                .text("sensors", change.sensors().text());
        SensorSettings settings = change.settings();
        return (settings == null ? json.nothing("settings") : json.object("settings", settings.json())).end();
    }

    private static byte[] writeReading(Reading reading) {
        return new JsonBytes(208)
                .text("id", reading.id())
                .text("sensor", reading.sensor())
                .number("ts", reading.ts())
                .text("tsSource", reading.tsSource().wire())
                .number("value", reading.value())
                .flag("detect", reading.detect())
                .end();
    }

    private static byte[] writeDeletion(Deletion deletion) {
        return new JsonBytes(144)
                .text("id", deletion.id())
                .text("type", Deletion.TYPE)
                .text("sensor", deletion.sensor())
                .end();
    }

    private static byte[] writeScore(Score score, double @Nullable [] window) {
        JsonBytes json = new JsonBytes(window == null ? 448 : 640)
                .text("id", score.id())
                .text("sensor", score.sensor())
                .number("ts", score.ts())
                .number("value", score.value())
                .text("status", score.status().wire());
        json.numberUnless(Score.NO_REMAINING, "remaining", score.remaining());
        json.number("prediction", score.prediction())
                .number("lower", score.lower())
                .number("upper", score.upper())
                .number("error", score.error())
                .number("score", score.score())
                .flag("anomaly", score.anomaly())
                .flag("alarm", score.alarm())
                .text("direction", wire(score.direction()))
                .text("severity", wire(score.severity()))
                .text("reason", wire(score.reason()));
        if (score.anomaly()) {
            json.number("boundFactor", score.boundFactor());
        }
        json.text("model", score.model());
        return window == null ? json.end() : json.numbers("window", window).end();
    }
}
