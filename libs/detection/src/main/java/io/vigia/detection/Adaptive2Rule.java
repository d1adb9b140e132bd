package io.vigia.detection;

import io.vigia.verdict.Status;
import io.vigia.verdict.Severity;
import io.vigia.verdict.Direction;
import io.vigia.detection.rule.AdaptiveParameters;
import io.vigia.detection.rule.AdaptiveSensor;
import io.vigia.detection.rule.Verdict;

/** The rule {@code adaptive-2}: hands readings to their {@link AdaptiveSensor}, and keeps their first values. */
final class Adaptive2Rule implements Rule {
    private final AdaptiveParameters parameters;
    private final ReplayForecast forecast;
    private final int lookBack;
    private final Verdict verdict = new Verdict();

    Adaptive2Rule(AdaptiveParameters parameters, Model model) {
        this.parameters = parameters;
        lookBack = model.manifest().lookBack();
        forecast = new ReplayForecast(model);
    }

    @Override
    public Adaptive2Shape shape() {
        return Adaptive2Shape.of(parameters);
    }

    @Override
    public boolean mayChange(SensorState state) {
        return ((Adaptive2State) state.rule).sensor.mayChange(state.held, state.newestTs);
    }

    @Override
    public void arrive(HeldReading reading) {
        Adaptive2State state = state(reading);
        state.sensor.use(parameters);
        if (state.sensor.calibrated()) {
            reading.mean = state.sensor.mean();
            reading.deviation = state.sensor.deviation();
        } else if (state.early.count() > 0 || reading.window().length == lookBack) {
            follow(state.early, reading);
        }
    }

    private static void follow(RobustLevel early, HeldReading reading) {
        if (early.count() == 0) {
            early.start(reading.window());
        }
        reading.mean = early.mean();
        reading.deviation = early.deviation();
        early.follow(reading.value);
    }

    @Override
    public void observe(HeldReading reading) {
        AdaptiveSensor sensor = state(reading).sensor;
        sensor.observe(Magnitude.bound(reading.value), reading.ts);
        if (!sensor.calibrated()) {
            keep(sensor, reading);
        }
    }

    @Override
    public Judgement judge(HeldReading reading, double prediction) {
        Adaptive2State state = state(reading);
        AdaptiveSensor sensor = state.sensor;
        double value = Magnitude.bound(reading.value);
        boolean learned = sensor.judge(value, Magnitude.bound(prediction), reading.ts, verdict);
        if (!verdict.provisional() && !sensor.calibrated()) {
            state.early = new RobustLevel();
        }
        Judgement judgement = judgement(reading, value);
        if (learned) {
            keep(sensor, reading);
        }
        return judgement;
    }

    private void keep(AdaptiveSensor sensor, HeldReading reading) {
        History history = reading.history();
        history.append(sensor.learned(), Magnitude.bound(reading.value));
        sensor.keep();
        if (sensor.isCalibrationDue()) {
            sensor.calibrate(history.first(sensor.learned()), forecast);
        }
        if (!sensor.isLearning()) {
            history.clear(sensor.learned());
        }
    }

    private Judgement judgement(HeldReading reading, double value) {
        boolean anomaly = verdict.anomaly();
        double total = verdict.total();
        return new Judgement(
                reading.ts,
                verdict.provisional() ? Status.PROVISIONAL : Status.SCORED,
                -1,
                verdict.prediction(),
                verdict.lower(),
                verdict.upper(),
                Math.abs(value - verdict.prediction()),
                total / (total + parameters.threshold()),
                anomaly,
                verdict.alarm(),
                anomaly ? Direction.of(value, verdict.prediction()) : null,
                anomaly ? Severity.of(verdict.excess(value)) : null,
                reading.window(),
                verdict.rarity(),
                verdict.errorExcess(),
                verdict.levelExcess(),
                total,
                verdict.repeats(),
                verdict.reason());
    }

    private static Adaptive2State state(HeldReading reading) {
        return (Adaptive2State) reading.state().rule;
    }
}
