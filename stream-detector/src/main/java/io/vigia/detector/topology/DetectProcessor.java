package io.vigia.detector.topology;

import io.vigia.contract.Action;
import io.vigia.contract.Deletion;
import io.vigia.contract.Excerpt;
import io.vigia.contract.Feedback;
import io.vigia.contract.FeedbackVerdict;
import io.vigia.contract.Incident;
import io.vigia.contract.InvalidEventException;
import io.vigia.contract.MaintenanceChange;
import io.vigia.contract.ModelChange;
import io.vigia.contract.ModelOutcome;
import io.vigia.contract.Reading;
import io.vigia.contract.ReadingEvent;
import io.vigia.contract.ReadingRecord;
import io.vigia.contract.Score;
import io.vigia.contract.SettingsChange;
import io.vigia.contract.Silence;
import io.vigia.contract.UnknownTypeException;
import io.vigia.detection.judgement.Judgement;
import io.vigia.detection.state.IncompatibleStateException;
import io.vigia.detection.state.SensorState;
import io.vigia.detector.feedback.FeedbackStore;
import io.vigia.detector.incident.IncidentStore;
import io.vigia.detector.silence.SilenceWatch;
import io.vigia.judging.ScoreMapping;
import io.vigia.kafka.UnknownTypes;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects events in a batch and scores the batch when it is full, when a caller waits for a verdict, or when
 * its first event has waited long enough.
 *
 * <p>A commit may happen while events wait. It commits their offsets, so they must be kept: each is in the
 * {@code pending} store from its arrival until it is scored, and {@link #init} finds it there after a restart. States
 * change only when a batch is scored, so at any commit the states include exactly the events that are not pending.
 */
final class DetectProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    private static final Logger LOG = LoggerFactory.getLogger(DetectProcessor.class);
    /** The shortest interval that Streams can schedule. */
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private final ModelRole role;
    private final DetectTopology.Stores names;
    private final int batchSize;
    private final Duration maxWait;
    private final DetectorMetrics metrics;
    private final UnknownTypes unknownTypes;

    private final List<QueuedEvent> batch = new ArrayList<>();
    private final Map<String, Tracked> tracked = new LinkedHashMap<>();
    private final List<ModelBatch> judges = new ArrayList<>();
    /** The keys in the pending store: those of the batch, and those of foreign entries. */
    private final List<Bytes> stored = new ArrayList<>();

    private boolean restored;
    private @Nullable Cancellable timer;

    private ProcessorContext<byte[], byte[]> context;
    private KeyValueStore<String, byte[]> states;
    private KeyValueStore<Bytes, Double> histories;
    private KeyValueStore<Bytes, byte[]> pendingStore;
    private ModelBatch standard;
    private SensorTunings tunings;
    private PlannedWork plannedWork;
    private FeedbackStore feedbacks;
    private @Nullable Decisions decisions;

    /** What only the active processor has. */
    private record Decisions(
            VerdictOutputs outputs,
            Assignments models,
            IncidentStore incidents,
            SilenceWatch silence,
            boolean watches) {}

    /** A sensor with events in the batch. */
    private record Tracked(ModelBatch judge, SensorState state, SensorHistory history) {}

    @SuppressWarnings("NullAway.Init") // Streams calls init before anything else.
    DetectProcessor(
            ModelRole role, DetectTopology.Batching batching, DetectorMetrics metrics, UnknownTypes unknownTypes) {
        this.unknownTypes = unknownTypes;
        this.role = role;
        this.names = DetectTopology.Stores.of(role);
        this.batchSize = batching.size();
        this.maxWait = Duration.ofMillis(batching.maxWaitMs());
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
        // After an aborted transaction, Streams initialises the same processor again. The stores then define which
        // events
        // wait.
        batch.clear();
        tracked.clear();
        judges.clear();
        stored.clear();
        timer = null;
        states = context.getStateStore(names.states());
        histories = context.getStateStore(names.histories());
        pendingStore = context.getStateStore(names.pending());
        standard = new ModelBatch(role.model(), batchSize);
        tunings = new SensorTunings(context.getStateStore(names.settings()));
        plannedWork = new PlannedWork(context.getStateStore(names.settings()));
        noteForeign(plannedWork.restore(), "planned work", names.settings());
        feedbacks = new FeedbackStore(states);
        noteForeign(feedbacks.restore(), "false alarms", names.states());
        if (role instanceof ModelRole.Deciding deciding) {
            Assignments models = new Assignments(
                    deciding.models(), context.getStateStore(DetectTopology.ASSIGNMENTS), standard, batchSize);
            IncidentStore incidents =
                    new IncidentStore(states, sensor -> tunings.of(sensor).coolDown());
            SilenceWatch silence = new SilenceWatch(states, tunings::silentAfter);
            decisions = new Decisions(
                    new VerdictOutputs(context, deciding.source()), models, incidents, silence, deciding.watches());
            metrics.modelsMissing(models.restore());
            restore(incidents, silence);
        }
        try (KeyValueIterator<Bytes, byte[]> left = pendingStore.all()) {
            left.forEachRemaining(this::restore);
        }
        // Children are not initialised yet, so forwarding would throw; the first record or the timer drains these
        // events.
        restored = !stored.isEmpty();
        if (restored) {
            startTimer(AT_ONCE);
        }
    }

    private void restore(IncidentStore incidents, SilenceWatch silence) {
        noteForeign(incidents.restore() + silence.restore(), "incidents or rhythms", names.states());
        count(incidents);
    }

    private void noteForeign(int removed, String kind, String store) {
        if (removed > 0) {
            metrics.foreignStates(removed);
            LOG.error(
                    "Task {}: removed {} entries of {} of store {} that were not written by a detector",
                    context.taskId(),
                    removed,
                    kind,
                    store);
        }
    }

    private void count(IncidentStore incidents) {
        metrics.openIncidents(context.taskId().partition(), incidents.size(), incidents.silent());
    }

    private void restore(KeyValue<Bytes, byte[]> entry) {
        stored.add(entry.key);
        try {
            batch.add(QueuedEvent.decode(entry.value));
        } catch (InvalidEventException foreign) {
            metrics.foreignStates(1);
            LOG.error(
                    "Task {}: removed an entry of store {} that was not written by a detector: {}",
                    context.taskId(),
                    names.pending(),
                    foreign.getMessage());
        }
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        if (restored) {
            drain();
        }
        ReadingEvent event = read(record);
        if (event == null) {
            return;
        }
        long offset =
                context.recordMetadata().map(metadata -> metadata.offset()).orElse(-1L);
        QueuedEvent pending = QueuedEvent.of(event, record.key(), record.value(), record.timestamp(), offset);
        // tag::arrival[]
        batch.add(pending);
        if (batch.size() >= batchSize || !(event instanceof Reading reading) || reading.detect()) {
            drain();
            return;
        }
        // Only events that may be present at a commit; no commit happens between an arrival and an immediate drain.
        Bytes place = place(stored.size());
        stored.add(place);
        pendingStore.put(place, pending.encode());
        if (timer == null) {
            startTimer(maxWait);
        }
        // end::arrival[]
    }

    /**
     * Schedules a punctuation for this batch only. Streams processes fewer records at once when a punctuation was due, so a
     * permanent one would keep batches small under high load.
     */
    private void startTimer(Duration wait) {
        timer = context.schedule(wait, PunctuationType.WALL_CLOCK_TIME, now -> drain());
    }

    private static Bytes place(int number) {
        return Bytes.wrap(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
    }

    /** The event; null if this processor does not handle it. */
    private @Nullable ReadingEvent read(Record<byte[], byte[]> record) {
        try {
            ReadingEvent event = ReadingRecord.read(record.key(), record.value(), record.timestamp());
            return decisions == null && event instanceof ModelChange ? null : event;
        } catch (UnknownTypeException newer) {
            if (decisions != null) {
                metrics.skipped();
                logOnce(newer);
            }
            return null;
        } catch (InvalidEventException unreadable) {
            return refuse(String.valueOf(unreadable.getMessage()));
        } catch (RuntimeException unexpected) {
            // Whatever the cause, it would repeat in each new thread.
            return refuse("processing it failed: " + unexpected);
        }
    }

    private @Nullable ReadingEvent refuse(String reason) {
        if (decisions == null) {
            return null;
        }
        metrics.deadLettered();
        throw new UnreadableReadingException(reason);
    }

    private void logOnce(UnknownTypeException newer) {
        if (unknownTypes.isNew(newer)) {
            LOG.warn(
                    "Partition {}: skipped events with an unknown type, possibly of a newer version: {}",
                    context.taskId().partition(),
                    newer.getMessage());
        }
    }

    private void drain() {
        restored = false;
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        int from = 0;
        for (int place = 0; place < batch.size(); place++) {
            if (!(batch.get(place).event() instanceof Reading)) {
                judge(batch.subList(from, place));
                follow(batch.get(place));
                from = place + 1;
            } else if (place - from == batchSize) {
                // Happens only for entries of an earlier run with larger batches.
                judge(batch.subList(from, place));
                from = place;
            }
        }
        judge(batch.subList(from, batch.size()));
        stored.forEach(pendingStore::delete);
        stored.clear();
        batch.clear();
    }

    private void judge(List<QueuedEvent> readings) {
        if (readings.isEmpty()) {
            return;
        }
        long start = System.nanoTime();
        for (QueuedEvent pending : readings) {
            Tracked sensor = tracked(pending);
            if (sensor.judge().isEmpty()) {
                judges.add(sensor.judge());
            }
            sensor.judge().add(pending, sensor.state(), sensor.history(), !isPlanned((Reading) pending.event()));
        }
        judges.forEach(judge -> judge.drain(this::emit));
        judges.clear();
        tracked.forEach((sensor, it) -> states.put(sensor, it.judge().encode(it.state())));
        if (decisions != null) {
            watch(readings, decisions);
        }
        tracked.clear();
        metrics.judged(readings.size(), System.nanoTime() - start);
    }

    /** Takes the arrivals of readings, and says which sensors are overdue by them. */
    private void watch(List<QueuedEvent> readings, Decisions decided) {
        SilenceWatch silence = decided.silence();
        for (QueuedEvent reading : readings) {
            silence.arrive(reading.event().key(), reading.arrived());
        }
        count(decided.incidents());
        tracked.keySet().forEach(silence::keep);
        silence.keepClock();
        if (decided.watches()) {
            long now = readings.get(readings.size() - 1).arrived();
            silence.overdue().forEach(overdue -> decided.outputs().silence(overdue, now));
        }
    }

    private boolean isPlanned(Reading reading) {
        return plannedWork.covers(reading.sensor(), reading.ts());
    }

    private Tracked tracked(QueuedEvent pending) {
        String sensor = pending.event().key();
        Tracked known = tracked.get(sensor);
        if (known == null) {
            known = track(sensor, pending);
            tracked.put(sensor, known);
        }
        return known;
    }

    private Tracked track(String sensor, QueuedEvent first) {
        byte[] known = states.get(sensor);
        if (known == null && decisions != null) {
            decisions.outputs().knownSensor(first);
        }
        Tracked it = load(sensor, known);
        it.state().tune(feedbacks.tuned(sensor, tunings.of(sensor)));
        return it;
    }

    /** @param known the state of the sensor; null for a new one */
    private Tracked load(String sensor, byte @Nullable [] known) {
        ModelBatch judge = decisions == null ? standard : decisions.models().of(sensor);
        SensorHistory history = new SensorHistory(histories, sensor);
        SensorState state = state(judge, sensor, known, history);
        return new Tracked(judge, state, history);
    }

    private SensorState state(ModelBatch judge, String sensor, byte @Nullable [] known, SensorHistory history) {
        try {
            return judge.state(known, history);
        } catch (IncompatibleStateException foreign) {
            if (foreign.isNewer()) {
                throw foreign;
            }
            metrics.foreignStates(1);
            LOG.error(
                    "The state of sensor {} was not written by a detector; starting with a new state", sensor, foreign);
            history.clear();
            return judge.state(null, history);
        }
    }

    private void emit(QueuedEvent pending, Judgement judgement, String model) {
        Score score = ScoreMapping.score((Reading) pending.event(), judgement, model);
        if (decisions == null) {
            context.forward(VerdictOutputs.score(pending, score), DetectTopology.SHADOW_SCORES);
        } else {
            decisions.outputs().verdict(pending, score, judgement.window());
            publish(
                    pending,
                    decisions,
                    decisions.incidents().take(score, judgement.verdict().episode(), isPlanned((Reading)
                            pending.event())));
        }
        metrics.scored(score.status(), score.anomaly(), score.alarm(), System.currentTimeMillis() - pending.arrived());
    }

    private void publish(QueuedEvent pending, Decisions decided, @Nullable Incident change) {
        if (change != null) {
            decided.outputs().incident(pending, change);
            metrics.incident(change.change());
            count(decided.incidents());
        }
    }

    private void follow(QueuedEvent control) {
        if (control.event() instanceof Deletion) {
            delete(control);
        } else if (control.event() instanceof ModelChange change && decisions != null) {
            change(control, change, decisions);
        } else if (control.event() instanceof Action action) {
            operate(control, action);
        } else if (control.event() instanceof Silence silence) {
            silence(control, silence);
        } else if (control.event() instanceof SettingsChange change) {
            tunings.change(change, control.raw());
            if (decisions != null) {
                decisions.silence().replan();
            }
        } else if (control.event() instanceof MaintenanceChange change) {
            plannedWork.change(change);
        } else {
            throw new IllegalStateException("not an event for this processor: " + control.event());
        }
    }

    private void operate(QueuedEvent control, Action action) {
        String sensor = action.sensor();
        byte[] known = states.get(sensor);
        Feedback feedback = action.feedback();
        if (feedback != null) {
            take(control, action, feedback, known);
            return;
        }
        if (known == null) {
            ignore(action);
            return;
        }
        Tracked it = load(sensor, known);
        if (decisions != null) {
            Incident change = decisions
                    .incidents()
                    .operate(action, control.arrived(), it.state().newestTs());
            if (change == null && action.incident() != null) {
                ignore(action);
                return;
            }
            publish(control, decisions, change);
        }
        states.put(sensor, it.judge().encode(it.judge().operated(action.kind(), it.state(), it.history())));
    }

    /** @param known the state of the sensor; null if it was deleted, whose anomalies are labelled alone */
    private void take(QueuedEvent control, Action action, Feedback feedback, byte @Nullable [] known) {
        String sensor = action.sensor();
        String incident = action.incident();
        if (decisions != null && incident == null) {
            incident = decisions.incidents().about(action);
        }
        if (known != null) {
            Tracked it = load(sensor, known);
            feedbacks.take(sensor, feedback, it.state().newestTs());
            if (feedback.verdict() == FeedbackVerdict.EXPECTED && closes(control, action, it.state())) {
                it.judge().operated(action.kind(), it.state(), it.history());
            }
            states.put(sensor, it.judge().encode(it.state()));
        }
        if (decisions != null) {
            decisions.outputs().label(control, action, feedback, incident);
        }
    }

    /** Closes the open incident that the anomaly belongs to; false if there is none. A shadow, which has no incidents, goes along. */
    private boolean closes(QueuedEvent control, Action action, SensorState state) {
        if (decisions == null) {
            return true;
        }
        Incident closed = decisions.incidents().operate(action, control.arrived(), state.newestTs());
        publish(control, decisions, closed);
        return closed != null;
    }

    private void silence(QueuedEvent control, Silence silence) {
        byte[] known = states.get(silence.sensor());
        if (decisions == null || known == null || !decisions.silence().holds(silence)) {
            return;
        }
        ModelBatch judge = decisions.models().of(silence.sensor());
        SensorState state = state(judge, silence.sensor(), known, new SensorHistory(histories, silence.sensor()));
        publish(
                control,
                decisions,
                decisions
                        .incidents()
                        .silence(
                                silence,
                                new Incident.Last(
                                        state.newestTs(), state.recent().newest()),
                                judge.model(),
                                plannedWork.covers(silence.sensor(), silence.since() + silence.due())));
    }

    private void ignore(Action action) {
        if (decisions != null) {
            metrics.actionIgnored();
            LOG.info(
                    "Partition {}: ignored an action ({}) on sensor {}: {}",
                    context.taskId().partition(),
                    action.kind().wire(),
                    action.sensor(),
                    action.incident() == null
                            ? "it has no readings"
                            : "incident " + Excerpt.quote(action.incident()) + " is not open");
        }
    }

    private void change(QueuedEvent control, ModelChange change, Decisions decided) {
        String reason = decided.models().change(change, control.raw());
        int partition = context.taskId().partition();
        if (reason == null) {
            LOG.info(
                    "Partition {}: sensors {} are scored by {} from now on",
                    partition,
                    change.sensors(),
                    change.model() == null ? "the next best model" : change.model());
        } else {
            LOG.warn("Partition {}: sensors {} keep their model: {}", partition, change.sensors(), reason);
        }
        decided.outputs()
                .outcome(
                        control,
                        new ModelOutcome(
                                change.id(),
                                partition,
                                change.sensors(),
                                change.model(),
                                reason == null,
                                reason,
                                control.arrived()));
        metrics.modelChanged(reason == null);
    }

    private void delete(QueuedEvent pending) {
        String sensor = pending.event().key();
        new SensorHistory(histories, sensor).clear();
        states.delete(sensor);
        feedbacks.delete(sensor);
        if (decisions != null) {
            publish(pending, decisions, decisions.incidents().delete(sensor, pending.arrived()));
            decisions.silence().delete(sensor);
            decisions.outputs().deletion(pending);
        }
        metrics.deleted();
    }

    @Override
    public void close() {
        if (decisions != null) {
            decisions.models().close();
            metrics.noIncidents(context.taskId().partition());
        }
    }
}
