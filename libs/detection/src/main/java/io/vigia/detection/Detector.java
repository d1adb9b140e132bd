package io.vigia.detection;

import io.vigia.detection.judgement.BatchEntry;
import io.vigia.detection.judgement.Judgement;
import io.vigia.detection.judgement.Rule;
import io.vigia.detection.model.Forecaster;
import io.vigia.detection.model.Model;
import io.vigia.detection.state.History;
import io.vigia.detection.state.IncompatibleStateException;
import io.vigia.detection.state.SensorState;
import io.vigia.detection.state.StateFormat;
import io.vigia.detection.state.StateHeader;
import io.vigia.verdict.Status;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges readings by one model. Readings are added to a batch, each with its sensor's state, and judged together: the
 * network sees their windows at once, the rule sees them in the order of adding. What is said of a reading depends on
 * its sensor's readings before it alone, never on what shares the batch. Not thread-safe.
 */
public final class Detector {
    private final Model model;
    private final Rule rule;
    private final StateHeader header;
    private final StateFormat format;
    private final Forecaster forecaster;
    private final List<BatchEntry> readings = new ArrayList<>();
    private final int batchSize;
    private int size;
    private int judged;

    /**
     * @param model judged by
     * @param batchSize most windows that the network is given at once, except for a calibration; at least 1
     */
    public Detector(Model model, int batchSize) {
        if (batchSize < 1) {
            throw new IllegalArgumentException("batchSize is " + batchSize + "; expected at least 1");
        }
        this.model = model;
        this.batchSize = batchSize;
        rule = Rules.of(model);
        header = StateHeader.of(rule.shape(), model.manifest());
        format = new StateFormat(header, Rules::shape);
        forecaster = new Forecaster(model);
    }

    /** The model judged by. */
    public Model model() {
        return model;
    }

    /** The state of a sensor that was never seen. */
    public SensorState newState() {
        return format.fresh();
    }

    /**
     * Reads a state that {@link #encode} wrote, of this detector or of one with another model. What another model left
     * goes on here: its last values are this one's window, as many as there are. Errors start again under another
     * network or scaling; another rule, or other parameters that its state depends on, begins anew.
     *
     * @param history the sensor's; emptied where another rule begins
     * @throws IncompatibleStateException if a newer format version wrote it, or nobody did
     */
    public SensorState decode(byte[] bytes, History history) {
        return format.read(FirstVersion.wrote(bytes) ? FirstVersion.upgraded(bytes, header) : bytes, history);
    }

    /**
     * Writes a state.
     *
     * @throws IllegalStateException while readings of the sensor are in the batch: drain it first
     */
    public byte[] encode(SensorState state) {
        if (state.held() > 0) {
            throw new IllegalStateException(
                    state.held() + " readings of the sensor are in the batch; drain it before its state is encoded");
        }
        return format.write(state);
    }

    /**
     * Adds one reading to the batch. More readings than the batch size are judged in parts, and answered together by
     * {@link #drain}.
     *
     * @param state the sensor's; changed here and by {@link #drain}
     * @param history the sensor's; told and asked until the batch is drained, so it must stay the sensor's until then
     * @param ts epoch milliseconds
     * @param clientStamped true if a client chose {@code ts}; a server's stamp moves on to newest + 1 if it is not newer
     * @param value finite, in the sensor's unit
     * @param learns false if the rule is to learn nothing from it; a rule that judges by recent readings alone goes on with it
     * @throws IllegalArgumentException if the value is not finite; nothing is changed then
     */
    public void add(SensorState state, History history, long ts, boolean clientStamped, double value, boolean learns) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("the value is " + value + "; expected a finite number");
        }
        if (clientStamped && state.values() > 0 && ts <= state.newestTs()) {
            boolean again = ts == state.newestTs() && value == state.recent().newest();
            next().setAside(ts, again ? Status.DUPLICATE : Status.LATE);
            return;
        }
        if (forecaster.size() == batchSize || (state.held() > 0 && rule.mayChange(state))) {
            judgeHeld();
        }
        hold(state, history, clientStamped ? ts : state.stamp(ts), value, learns);
    }

    /** The same for a reading from which the rule learns. */
    public void add(SensorState state, History history, long ts, boolean clientStamped, double value) {
        add(state, history, ts, clientStamped, value, true);
    }

    private BatchEntry next() {
        if (size == readings.size()) {
            readings.add(new BatchEntry());
        }
        return readings.get(size++);
    }

    private void hold(SensorState state, History history, long ts, double value, boolean learns) {
        int lookBack = forecaster.lookBack();
        double[] before =
                state.recent().newest(Math.min(lookBack, state.recent().size()));
        BatchEntry reading = next();
        reading.take(state, history, ts, value, learns, before);
        rule.arrive(reading);
        if (before.length == lookBack) {
            reading.center = forecaster.center(reading.mean);
            reading.scale = forecaster.scale(reading.deviation);
            reading.row = forecaster.add(before, 0, value, reading.center, reading.scale);
        }
        state.hold(ts, value);
    }

    /**
     * Lets the rule of a sensor begin anew, with what comes from now on; the last values stay its window.
     *
     * @param state no reading of it may be in the batch; not to be used any more
     * @param history the sensor's; emptied
     * @return the state to go on with
     */
    public SensorState beginAnew(SensorState state, History history) {
        return format.beginAnew(state, history);
    }

    /**
     * Ends the episode that the rule holds: nothing is wrong with the sensor any more. An abnormal reading begins another one.
     *
     * @param state no reading of it may be in the batch
     */
    public void endEpisode(SensorState state) {
        rule.endEpisode(state);
    }

    /**
     * Ends the episode that the rule holds, and lets the rule learn its readings, as far as they are known, as normal ones: what was
     * wrong was to be expected.
     *
     * @param state no reading of it may be in the batch
     */
    public void learnEpisode(SensorState state) {
        rule.learnEpisode(state);
    }

    /** Readings added since the last drain. */
    public int size() {
        return size;
    }

    /**
     * Judges everything added, calls back once for each added reading, in the order of adding, and empties the batch.
     * The states are complete, and may be encoded, from the first call back on.
     */
    public void drain(Consumer out) {
        judgeHeld();
        int drained = size;
        size = 0;
        judged = 0;
        for (int i = 0; i < drained; i++) {
            BatchEntry reading = readings.get(i);
            Judgement judgement = reading.judgement();
            reading.release();
            out.accept(i, judgement);
        }
    }

    private void judgeHeld() {
        forecaster.run();
        for (; judged < size; judged++) {
            BatchEntry reading = readings.get(judged);
            SensorState state = reading.sensor();
            if (state != null) {
                reading.judge(judgement(reading));
                state.release();
            }
        }
        forecaster.clear();
    }

    private Judgement judgement(BatchEntry reading) {
        double[] window = reading.window();
        if (reading.row < 0) {
            boolean beyond = reading.tuning().isBeyondLimits(reading.value);
            rule.observe(reading, beyond);
            if (beyond) {
                return reading.beyondLimits();
            }
            return Judgement.warmingUp(reading.ts, forecaster.lookBack() - window.length, window);
        }
        double last = window[window.length - 1];
        return rule.judge(reading, forecaster.prediction(reading.row, reading.center, reading.scale, last));
    }

    /** Takes judgements. */
    public interface Consumer {
        /** Takes the judgement of the reading that was added as number {@code index}, from 0. */
        void accept(int index, Judgement judgement);
    }
}
