package io.vigia.detector.topology;

import io.vigia.contract.ActionKind;
import io.vigia.contract.Reading;
import io.vigia.contract.TsSource;
import io.vigia.detection.Detector;
import io.vigia.detection.judgement.Judgement;
import io.vigia.detection.model.Model;
import io.vigia.detection.state.SensorState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One model's part of a batch: its detector, and its waiting readings. */
final class ModelBatch {
    private final Detector detector;
    private final String model;
    private final List<QueuedEvent> held = new ArrayList<>();

    ModelBatch(Model model, int batchSize) {
        this.detector = new Detector(model, batchSize);
        this.model = model.id();
    }

    /** {@code name@version}. */
    String model() {
        return model;
    }

    /** @param encoded the sensor's state, of any model; null for a new sensor */
    SensorState state(byte @Nullable [] encoded, SensorHistory history) {
        return encoded == null ? detector.newState() : detector.decode(encoded, history);
    }

    byte[] encode(SensorState state) {
        return detector.encode(state);
    }

    /** The state after an action on the sensor, none of whose readings may wait. */
    SensorState operated(ActionKind action, SensorState state, SensorHistory history) {
        switch (action) {
            case ADOPT, RECALIBRATE -> {
                return detector.beginAnew(state, history);
            }
            case CLOSE -> detector.endEpisode(state);
            case FEEDBACK -> detector.learnEpisode(state);
            case ACKNOWLEDGE, SNOOZE -> {}
        }
        return state;
    }

    boolean isEmpty() {
        return held.isEmpty();
    }

    /** @param learns false if nothing may be learned from the reading */
    void add(QueuedEvent pending, SensorState state, SensorHistory history, boolean learns) {
        Reading reading = (Reading) pending.event();
        held.add(pending);
        detector.add(state, history, reading.ts(), reading.tsSource() == TsSource.CLIENT, reading.value(), learns);
    }

    /** Scores the waiting readings, in the order in which they were added. */
    void drain(Verdicts out) {
        detector.drain((index, judgement) -> out.take(held.get(index), judgement, model));
        held.clear();
    }

    /** Receives verdicts. */
    interface Verdicts {
        void take(QueuedEvent pending, Judgement judgement, String model);
    }
}
