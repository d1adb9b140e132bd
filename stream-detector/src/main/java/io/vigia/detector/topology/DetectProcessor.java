package io.vigia.detector.topology;

import io.vigia.contract.InvalidEventException;
import io.vigia.contract.ModelChange;
import io.vigia.contract.ModelOutcome;
import io.vigia.contract.Reading;
import io.vigia.contract.ReadingEvent;
import io.vigia.contract.ReadingRecord;
import io.vigia.contract.Score;
import io.vigia.contract.UnknownTypeException;
import io.vigia.detection.IncompatibleStateException;
import io.vigia.detection.Judgement;
import io.vigia.detection.SensorState;
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
 * Collects events into a batch and judges the batch at once: when it is full, when somebody waits for a verdict, or when
 * its first event has waited long enough.
 *
 * <p>A commit may come while events wait: their offsets are committed then, so they must be kept. Each lies in the
 * {@code pending} store from its arrival until it is judged, and {@link #init} finds it there after a restart. States
 * change only when a batch is judged, so at any commit the states hold exactly the events that are not pending.
 */
final class DetectProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    private static final Logger LOG = LoggerFactory.getLogger(DetectProcessor.class);
    /** The shortest time that Streams schedules. */
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private final ModelRole part;
    private final int batchSize;
    private final Duration maxWait;
    private final DetectorMetrics metrics;
    private final UnknownTypes unknownTypes;

    private final List<QueuedEvent> batch = new ArrayList<>();
    private final Map<String, Tracked> tracked = new LinkedHashMap<>();
    private final List<ModelBatch> judges = new ArrayList<>();
    /** The keys in the pending store: of what lies there of the batch, and of what is not ours. */
    private final List<Bytes> stored = new ArrayList<>();

    private boolean restored;
    private @Nullable Cancellable timer;

    private ProcessorContext<byte[], byte[]> context;
    private KeyValueStore<String, byte[]> states;
    private KeyValueStore<Bytes, Double> histories;
    private KeyValueStore<Bytes, byte[]> pendingStore;
    private ModelRouter assigned;
    private Outputs outputs;

    /** A sensor that the batch touches. */
    private record Tracked(ModelBatch judge, SensorState state, SensorHistory history) {}

    @SuppressWarnings("NullAway.Init") // Streams calls init before anything else.
    DetectProcessor(
            ModelRole part, DetectTopology.Batching batching, DetectorMetrics metrics, UnknownTypes unknownTypes) {
        this.unknownTypes = unknownTypes;
        this.part = part;
        this.batchSize = batching.size();
        this.maxWait = Duration.ofMillis(batching.maxWaitMs());
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
        // After an aborted transaction Streams initialises the same processor again: what waits now is what the stores
        // say.
        batch.clear();
        tracked.clear();
        judges.clear();
        stored.clear();
        timer = null;
        states = context.getStateStore(part.stores().states());
        histories = context.getStateStore(part.stores().histories());
        pendingStore = context.getStateStore(part.stores().pending());
        outputs = part.outputs(context);
        assigned = part.judges(context, batchSize, metrics);
        try (KeyValueIterator<Bytes, byte[]> left = pendingStore.all()) {
            left.forEachRemaining(this::restore);
        }
        // Children are not initialised yet, forwarding here throws: the first record or the timer drains them.
        restored = !stored.isEmpty();
        if (restored) {
            startTimer(AT_ONCE);
        }
    }

    private void restore(KeyValue<Bytes, byte[]> entry) {
        stored.add(entry.key);
        try {
            batch.add(QueuedEvent.decode(entry.value));
        } catch (InvalidEventException foreign) {
            metrics.foreignState();
            LOG.error(
                    "Task {}: an entry of store {} was not written by a detector and is removed: {}",
                    context.taskId(),
                    part.stores().pending(),
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
        // Only what is still there when a commit may come; no commit comes between arrival and a drain at once.
        Bytes place = place(stored.size());
        stored.add(place);
        pendingStore.put(place, pending.encode());
        if (timer == null) {
            startTimer(maxWait);
        }
        // end::arrival[]
    }

    /**
     * For this batch alone: Streams takes fewer records in one go whenever a punctuation was due, so one that is due all the
     * time would keep batches small just when there is much to do.
     */
    private void startTimer(Duration wait) {
        timer = context.schedule(wait, PunctuationType.WALL_CLOCK_TIME, now -> drain());
    }

    private static Bytes place(int number) {
        return Bytes.wrap(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
    }

    /** The event; null for one that is another part's business. */
    private @Nullable ReadingEvent read(Record<byte[], byte[]> record) {
        try {
            ReadingEvent event = ReadingRecord.read(record.key(), record.value(), record.timestamp());
            return part.takes(event) ? event : null;
        } catch (UnknownTypeException newer) {
            if (part.reportsUnreadable()) {
                metrics.skipped();
                logOnce(newer);
            }
            return null;
        } catch (InvalidEventException unreadable) {
            return refuse(String.valueOf(unreadable.getMessage()));
        } catch (RuntimeException unexpected) {
            // Whatever it is, it would come again with each new thread.
            return refuse("reading it failed: " + unexpected);
        }
    }

    private @Nullable ReadingEvent refuse(String reason) {
        if (!part.reportsUnreadable()) {
            return null;
        }
        metrics.deadLettered();
        throw new UnreadableReadingException(reason);
    }

    private void logOnce(UnknownTypeException newer) {
        if (unknownTypes.isNew(newer)) {
            LOG.warn(
                    "Partition {}: events are skipped and counted, perhaps those of a newer version: {}",
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
                // Only what an earlier run with larger batches left.
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
            sensor.judge().add(pending, sensor.state(), sensor.history());
        }
        judges.forEach(judge -> judge.drain(this::emit));
        judges.clear();
        tracked.forEach((sensor, it) -> states.put(sensor, it.judge().encode(it.state())));
        tracked.clear();
        metrics.judged(readings.size(), System.nanoTime() - start);
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
        if (known == null) {
            outputs.knownSensor(first);
        }
        ModelBatch judge = assigned.of(sensor);
        SensorHistory history = new SensorHistory(histories, sensor);
        return new Tracked(judge, state(judge, sensor, known, history), history);
    }

    private SensorState state(ModelBatch judge, String sensor, byte @Nullable [] known, SensorHistory history) {
        try {
            return judge.state(known, history);
        } catch (IncompatibleStateException foreign) {
            if (foreign.isNewer()) {
                throw foreign;
            }
            metrics.foreignState();
            LOG.error("The state of sensor {} was not written by a detector; it begins anew", sensor, foreign);
            history.clear();
            return judge.state(null, history);
        }
    }

    private void emit(QueuedEvent pending, Judgement judgement, String model) {
        Score score = ScoreMapping.score((Reading) pending.event(), judgement, model);
        outputs.verdict(pending, score, judgement.window());
        metrics.scored(score.status(), score.anomaly(), score.alarm(), System.currentTimeMillis() - pending.arrived());
    }

    private void follow(QueuedEvent control) {
        if (control.event() instanceof ModelChange change) {
            change(control, change);
        } else {
            delete(control);
        }
    }

    private void change(QueuedEvent control, ModelChange change) {
        String reason = assigned.change(change, control.raw());
        int partition = context.taskId().partition();
        if (reason == null) {
            LOG.info(
                    "Partition {}: sensors {} are judged by {} from here on",
                    partition,
                    change.sensors(),
                    change.model() == null ? "the next best model" : change.model());
        } else {
            LOG.warn("Partition {}: sensors {} keep their model; {}", partition, change.sensors(), reason);
        }
        outputs.outcome(
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
        outputs.deletion(pending);
        metrics.deleted();
    }

    @Override
    public void close() {
        assigned.close();
    }
}
