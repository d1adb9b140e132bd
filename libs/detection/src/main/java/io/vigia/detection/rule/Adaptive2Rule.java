package io.vigia.detection.rule;

import io.vigia.detection.judgement.BatchEntry;
import io.vigia.detection.judgement.Judgement;
import io.vigia.detection.judgement.Rule;
import io.vigia.detection.model.AdaptiveParameters;
import io.vigia.detection.model.Model;
import io.vigia.detection.state.FiniteBound;
import io.vigia.detection.state.History;
import io.vigia.detection.state.SensorState;
import io.vigia.verdict.Reason;
import io.vigia.verdict.Status;
import java.util.Arrays;

/** The rule {@code adaptive-2}: hands readings to their {@link AdaptiveSensor}, and keeps their first values. */
public final class Adaptive2Rule implements Rule {
    private final AdaptiveParameters untuned;
    private final TunedParameters tuned;
    /** Becomes one sensor after the other. */
    private final AdaptiveSensor sensor;

    private final ReplayForecast forecast;
    private final int lookBack;
    private final Verdict verdict = new Verdict();

    public Adaptive2Rule(AdaptiveParameters parameters, Model model) {
        untuned = parameters;
        tuned = new TunedParameters(parameters);
        sensor = new AdaptiveSensor(parameters);
        lookBack = model.manifest().lookBack();
        forecast = new ReplayForecast(model);
    }

    @Override
    public Adaptive2Shape shape() {
        return Adaptive2Shape.of(untuned);
    }

    @Override
    public boolean mayChange(SensorState state) {
        load(state, state.newestTs());
        return sensor.mayChange(state.held(), state.newestTs());
    }

    /** @param ts of the reading that is to be judged */
    private Adaptive2State load(SensorState state, long ts) {
        Adaptive2State rule = (Adaptive2State) state.rule();
        rule.load(sensor);
        sensor.tune(tuned.of(state.tuning(), ts), state.tuning());
        return rule;
    }

    @Override
    public void arrive(BatchEntry reading) {
        Adaptive2State state = state(reading);
        if (state.calibrated()) {
            reading.mean = state.mean();
            reading.deviation = state.deviation();
        } else if (state.early.count() > 0 || reading.window().length == lookBack) {
            follow(state.early, reading);
        }
    }

    private static void follow(RobustLevel early, BatchEntry reading) {
        if (early.count() == 0) {
            early.start(reading.window());
        }
        reading.mean = early.mean();
        reading.deviation = early.deviation();
        if (reading.learns) {
            early.follow(reading.value);
        }
    }

    @Override
    public void observe(BatchEntry reading, boolean beyond) {
        Adaptive2State state = load(reading.state(), reading.ts);
        sensor.observe(FiniteBound.bound(reading.value), reading.ts, beyond, reading.learns, verdict);
        reading.opens = verdict.alarm();
        reading.episode = verdict.episode();
        if (!sensor.calibrated() && reading.learns) {
            learn(reading);
        }
        state.keep(sensor);
    }

    @Override
    public void endEpisode(SensorState state) {
        Adaptive2State rule = load(state, state.newestTs());
        sensor.endIncident();
        rule.keep(sensor);
    }

    @Override
    public void learnEpisode(SensorState state) {
        Adaptive2State rule = load(state, state.newestTs());
        double[] newest = state.recent().newest(state.recent().size());
        Arrays.setAll(newest, i -> FiniteBound.bound(newest[i]));
        sensor.learnIncident(newest);
        rule.keep(sensor);
    }

    @Override
    public Judgement judge(BatchEntry reading, double prediction) {
        Adaptive2State state = load(reading.state(), reading.ts);
        double value = FiniteBound.bound(reading.value);
        boolean learned = sensor.judge(value, FiniteBound.bound(prediction), reading.ts, reading.learns, verdict);
        if (!verdict.provisional() && !sensor.calibrated()) {
            state.early = new RobustLevel();
        }
        Judgement judgement = judgement(reading, value);
        if (learned) {
            learn(reading);
        }
        state.keep(sensor);
        return judgement;
    }

    private void learn(BatchEntry reading) {
        History history = reading.history();
        history.append(sensor.learned(), FiniteBound.bound(reading.value));
        sensor.keep();
        if (sensor.isCalibrationDue()) {
            sensor.calibrate(history.first(sensor.learned()), forecast);
        }
        if (!sensor.isLearning()) {
            history.clear(sensor.learned());
        }
    }

    private Judgement judgement(BatchEntry reading, double value) {
        boolean anomaly = verdict.anomaly();
        boolean beyond = verdict.reason() == Reason.LIMIT;
        double total = verdict.total();
        double threshold = tuned.of(reading.tuning()).threshold();
        return reading.judged(
                verdict.provisional() ? Status.PROVISIONAL : Status.SCORED,
                new Judgement.Verdict(
                        verdict.prediction(),
                        // A value too large for the formulas is judged as the largest one, as any farther out would be.
                        !anomaly && reading.value < verdict.lower() ? Double.NaN : verdict.lower(),
                        !anomaly && reading.value > verdict.upper() ? Double.NaN : verdict.upper(),
                        Math.abs(value - verdict.prediction()),
                        beyond ? 1 : total / (total + threshold),
                        verdict.alarm(),
                        verdict.episode(),
                        anomaly ? reading.direction(verdict.prediction(), beyond) : null,
                        anomaly ? BatchEntry.severity(verdict.excess(value), beyond) : null),
                new Judgement.Trace(
                        verdict.rarity(),
                        verdict.errorExcess(),
                        verdict.levelExcess(),
                        total,
                        verdict.repeats(),
                        verdict.reason(),
                        verdict.boundFactor()));
    }

    private static Adaptive2State state(BatchEntry reading) {
        return (Adaptive2State) reading.state().rule();
    }
}
