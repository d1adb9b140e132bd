package io.vigia.detector.topology;

import io.vigia.contract.Action;
import io.vigia.contract.Deletion;
import io.vigia.contract.DetectionEvent;
import io.vigia.contract.EventJson;
import io.vigia.contract.Feedback;
import io.vigia.contract.FeedbackVerdict;
import io.vigia.contract.Incident;
import io.vigia.contract.KnownSensor;
import io.vigia.contract.Label;
import io.vigia.contract.ModelOutcome;
import io.vigia.contract.Reading;
import io.vigia.contract.ReadingEvent;
import io.vigia.contract.RecordHeaders;
import io.vigia.contract.Score;
import io.vigia.contract.ScoreEvent;
import io.vigia.contract.Silence;
import io.vigia.contract.Verdict;
import io.vigia.kafka.ModelTopic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Creates the records that result from an event, and forwards each to its topic with the event's arrival time. */
final class VerdictOutputs {
    static final String SCORES = "scores";
    static final String ANOMALIES = "anomalies";
    static final String INCIDENTS = "incidents";
    static final String SILENCES = "silences";
    static final String DETECTIONS = "detections";
    static final String SENSORS = "sensors";
    static final String MODELS = "models";
    static final String LABELS = "labels";

    private final ProcessorContext<byte[], byte[]> context;
    private final String source;

    /** @param source the {@code ce_source} of anomalies: a URI reference that names this pipeline */
    VerdictOutputs(ProcessorContext<byte[], byte[]> context, String source) {
        this.context = context;
        this.source = source;
    }

    /** The score of an event. */
    static Record<byte[], byte[]> score(QueuedEvent pending, Score score) {
        return new Record<>(pending.key(), EventJson.write((ScoreEvent) score), pending.arrived());
    }

    /** @param window the values before the reading, oldest first */
    void verdict(QueuedEvent pending, Score score, double[] window) {
        byte[] key = pending.key();
        context.forward(score(pending, score), SCORES);
        boolean asked = ((Reading) pending.event()).detect();
        if (!asked && !score.anomaly()) {
            return;
        }
        byte[] verdict = EventJson.write((DetectionEvent) new Verdict(score, window));
        if (asked) {
            context.forward(new Record<>(key, verdict, pending.arrived()), DETECTIONS);
        }
        if (score.anomaly()) {
            Record<byte[], byte[]> anomaly = new Record<>(key, verdict, pending.arrived());
            cloudEvent(anomaly, score.id(), RecordHeaders.ANOMALY_TYPE, score.sensor(), score.ts());
            header(anomaly, RecordHeaders.READING_OFFSET, Long.toString(pending.offset()));
            context.forward(anomaly, ANOMALIES);
        }
    }

    /** The event has changed an incident. */
    void incident(QueuedEvent pending, Incident incident) {
        Record<byte[], byte[]> change = new Record<>(pending.key(), EventJson.write(incident), pending.arrived());
        String type = RecordHeaders.incidentType(incident.change());
        cloudEvent(change, incident.changeId(), type, incident.sensor(), incident.updated());
        header(change, RecordHeaders.READING_OFFSET, Long.toString(pending.offset()));
        context.forward(change, INCIDENTS);
    }

    /** The event shows that a sensor is silent. */
    void silence(Silence silence, long arrived) {
        byte[] key = silence.sensor().getBytes(StandardCharsets.UTF_8);
        context.forward(new Record<>(key, EventJson.write((ReadingEvent) silence), arrived), SILENCES);
    }

    /** The event's sensor is new. */
    void knownSensor(QueuedEvent pending) {
        byte[] known = EventJson.write(new KnownSensor(pending.event().key(), pending.arrived()));
        Record<byte[], byte[]> first = new Record<>(pending.key(), known, pending.arrived());
        header(first, RecordHeaders.READING_OFFSET, Long.toString(pending.offset()));
        context.forward(first, SENSORS);
    }

    /** The event is a deletion, and was applied. */
    void deletion(QueuedEvent pending) {
        Record<byte[], byte[]> passedOn = new Record<>(
                pending.key(), EventJson.write((ScoreEvent) (Deletion) pending.event()), pending.arrived());
        header(passedOn, RecordHeaders.READING_OFFSET, Long.toString(pending.offset()));
        context.forward(passedOn, SCORES);
        context.forward(new Record<>(pending.key(), null, pending.arrived()), SENSORS);
    }

    /** The event is a change of model. */
    void outcome(QueuedEvent pending, ModelOutcome outcome) {
        context.forward(new Record<>(ModelTopic.key(outcome), EventJson.write(outcome), pending.arrived()), MODELS);
    }

    /**
     * The event is feedback on an anomaly.
     *
     * @param incident the id of the incident; null if that is not known
     */
    void label(QueuedEvent pending, Action action, Feedback feedback, @Nullable String incident) {
        byte[] key = feedback.anomaly().getBytes(StandardCharsets.UTF_8);
        FeedbackVerdict verdict = feedback.verdict();
        byte @Nullable [] label = verdict == null
                ? null
                : EventJson.write(new Label(
                        feedback.anomaly(),
                        action.sensor(),
                        feedback.ts(),
                        feedback.value(),
                        verdict,
                        feedback.reason(),
                        incident,
                        action.by(),
                        action.note(),
                        pending.arrived()));
        context.forward(new Record<>(key, label, pending.arrived()), LABELS);
    }

    private void cloudEvent(Record<byte[], byte[]> record, String id, String type, String sensor, long ts) {
        header(record, RecordHeaders.CE_SPEC_VERSION, "1.0");
        header(record, RecordHeaders.CE_ID, id);
        header(record, RecordHeaders.CE_SOURCE, source);
        header(record, RecordHeaders.CE_TYPE, type);
        header(record, RecordHeaders.CE_SUBJECT, sensor);
        header(record, RecordHeaders.CE_TIME, Instant.ofEpochMilli(ts).toString());
        header(record, RecordHeaders.CONTENT_TYPE, "application/json");
    }

    private static void header(Record<byte[], byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
