package io.vigia.detection.adaptive;

import io.vigia.detection.judgement.BatchEntry;
import io.vigia.detection.judgement.Episode;
import io.vigia.detection.judgement.Judgement;
import io.vigia.detection.judgement.Rule;
import io.vigia.detection.model.Model;
import io.vigia.detection.model.RuleSpec;
import io.vigia.detection.rule.RobustLevel;
import io.vigia.detection.state.FiniteBound;
import io.vigia.detection.state.RecentValues;
import io.vigia.detection.state.SensorState;
import io.vigia.detection.tuning.Tuning;
import io.vigia.verdict.Reason;
import io.vigia.verdict.Status;

/** Adds up how unusual value, error and level are for this very sensor. */
public final class AdaptiveRule implements Rule {
    /** Values before which the deviation is so uncertain that it counts as twice as large. */
    private static final double EARLY = 6;
    /** Readings near a value that make it one of the sensor's levels. */
    private static final int RARE = 3;
    /** Relative error of a calculated bound, at most. */
    private static final double ROUNDING = 1e-12;

    private final RuleSpec.Adaptive spec;
    private final Calibration calibration;
    private final AdaptiveScore score;
    private final int lookBack;

    public AdaptiveRule(RuleSpec.Adaptive spec, Model model) {
        this.spec = spec;
        lookBack = model.manifest().lookBack();
        calibration = new Calibration(spec, model);
        score = new AdaptiveScore(spec);
    }

    @Override
    public AdaptiveShape shape() {
        return AdaptiveShape.of(spec);
    }

    @Override
    public boolean mayChange(SensorState state) {
        return changesAfter(state.place());
    }

    private boolean changesAfter(long count) {
        return count == spec.firstCalibration() || count == spec.lastCalibration();
    }

    @Override
    public void arrive(BatchEntry reading) {
        AdaptiveState state = state(reading);
        RecentValues recent = reading.state().recent();
        long place = reading.place;
        boolean repeated = place > 0 && reading.value == recent.newest();
        state.run = repeated ? Math.min(state.run, Integer.MAX_VALUE - 1) + 1 : 0;
        reading.run = state.run;
        reading.others = recent.sumOfNewest((int) Math.min(place, spec.levelMean() - 1));
        if (place >= spec.firstCalibration()) {
            reading.mean = state.mean;
            reading.deviation = state.deviation;
        } else if (state.early.count() > 0 || reading.window().length == lookBack) {
            follow(state.early, reading);
        }
    }

    private void follow(RobustLevel early, BatchEntry reading) {
        if (early.count() == 0) {
            early.start(reading.window());
        }
        reading.mean = early.mean();
        reading.deviation = early.deviation();
        reading.early = early.count();
        early.follow(reading.value);
    }

    /** {@inheritDoc} With a calibrated state that is a window longer than the last model's: rarity and level go on. */
    @Override
    public void observe(BatchEntry reading, boolean beyond) {
        AdaptiveState state = state(reading);
        if (state.calibrated) {
            double value = FiniteBound.bound(reading.value);
            double level = (reading.others + value) / levelCount(reading);
            learn(state, value, level, WeightedStats.weight(1 / spec.memory(), reading.place + 1));
            state.forgetErrors(reading.place + 1);
        }
        reading.opens = beyond && opensEpisode(state, reading.place);
        remember(reading);
    }

    private int levelCount(BatchEntry reading) {
        return (int) Math.min(reading.place + 1, spec.levelMean());
    }

    /** Keeps one of the first values, and calibrates when there are enough. */
    private void remember(BatchEntry reading) {
        if (reading.place >= spec.lastCalibration()) {
            return;
        }
        int place = (int) reading.place;
        reading.history().append(place, reading.value);
        if (changesAfter(place + 1)) {
            AdaptiveState state = state(reading);
            if (!state.calibrated) {
                state.lastExceedance = -1;
            }
            calibration.calibrate(state, reading.history().first(place + 1));
        }
        if (place + 1 == spec.lastCalibration()) {
            reading.history().clear(place + 1);
        }
    }

    @Override
    public Judgement judge(BatchEntry reading, double prediction) {
        AdaptiveState state = state(reading);
        Judgement judgement =
                state.calibrated ? score(state, reading, prediction) : provisional(state, reading, prediction);
        remember(reading);
        return judgement;
    }

    private Judgement score(AdaptiveState state, BatchEntry reading, double prediction) {
        double value = FiniteBound.bound(reading.value);
        double error = FiniteBound.bound(Math.abs(value - prediction));
        int levelCount = levelCount(reading);
        score.hold(state, prediction, reading.others, levelCount, reading.place, errorsKnown(state, reading.place));
        // tag::score[]
        double rarity = score.rarity(value);
        double errorExcess = score.errorExcess(value);
        double levelExcess = score.levelExcess(value);
        double stuck = reading.run == state.stuckRun && reading.run > 0 ? spec.stuckScore() : 0;
        double total = rarity + spec.errorWeight() * errorExcess + spec.levelWeight() * levelExcess + stuck;
        double repeats = repeats(state, reading.place);
        Tuning tuning = reading.tuning();
        double threshold = spec.threshold() / tuning.sensitivity();
        double bound = threshold * (1 + spec.thresholdStep() * repeats);
        double lower = tuning.lower(prediction, edge(-1, bound, reading.value, total));
        double upper = tuning.upper(prediction, edge(1, bound, reading.value, total));
        boolean beyond = tuning.isBeyondLimits(reading.value);
        boolean outside = beyond || reading.value < lower || reading.value > upper;
        boolean atBound = (value == lower || value == upper) && tuning.watches(value, prediction);
        boolean anomaly = outside || total >= bound && (atBound || stuck > 0);
        double exceeded = outside ? Math.max(total, bound) : total;
        boolean alarm = anomaly && opensEpisode(state, reading.place);
        // end::score[]
        if (alarm) {
            state.alarms = repeats + 1;
            state.lastAlarm = reading.place;
        }
        learn(state, value, error, (reading.others + value) / levelCount, reading.place);
        var verdict = new Judgement.Verdict(
                prediction,
                tuning.limitedLower(lower),
                tuning.limitedUpper(upper),
                error,
                beyond ? 1 : exceeded / (exceeded + threshold),
                alarm,
                Episode.NONE,
                anomaly ? reading.direction(prediction, beyond) : null,
                anomaly ? BatchEntry.severity(exceeded / bound, beyond) : null);
        Reason unlimited = anomaly ? reason(rarity, errorExcess, levelExcess, stuck) : null;
        Reason reason = beyond ? Reason.LIMIT : unlimited;
        return reading.judged(
                Status.SCORED,
                verdict,
                new Judgement.Trace(rarity, errorExcess, levelExcess, total, repeats, reason, Double.NaN));
    }

    /**
     * The nearest value on one side of the prediction at which S reaches the bound. Farther out S may fall again: where
     * the sensor has a second level, and where absurd values were seen. A value at a second level is normal, and the band
     * then reaches beyond that level; a value where hardly any were seen is an anomaly.
     */
    private double edge(int sign, double bound, double value, double total) {
        double nearest = score.reach(sign, bound, 0);
        if (Math.abs(nearest - value) <= ROUNDING * (Math.abs(value) + Math.abs(score.prediction()))) {
            return value;
        }
        boolean secondLevel =
                sign * (value - nearest) > 0 && total < bound && score.wasSeen(FiniteBound.bound(value), RARE);
        return secondLevel ? score.reach(sign, bound, Math.abs(value - score.prediction())) : nearest;
    }

    private Reason reason(double rarity, double errorExcess, double levelExcess, double stuck) {
        double error = spec.errorWeight() * errorExcess;
        double level = spec.levelWeight() * levelExcess;
        if (stuck > 0) {
            return Reason.STUCK;
        }
        if (level > rarity && level > error) {
            return Reason.LEVEL;
        }
        return rarity >= error ? Reason.VALUE : Reason.ERROR;
    }

    private double repeats(AdaptiveState state, long place) {
        return state.alarms == 0 ? 0 : state.alarms * Math.pow(0.5, (place - state.lastAlarm) / spec.halfLife());
    }

    private boolean opensEpisode(AdaptiveState state, long place) {
        boolean opens = state.lastExceedance < 0 || place - state.lastExceedance > spec.silence();
        state.lastExceedance = place;
        return opens;
    }

    /** After a change of network, errors count again when there are as many as the first calibration sees. */
    private boolean errorsKnown(AdaptiveState state, long place) {
        return state.errorsSince == 0 || place - state.errorsSince >= spec.firstCalibration();
    }

    private void learn(AdaptiveState state, double value, double error, double level, long place) {
        double weight = WeightedStats.weight(1 / spec.memory(), place + 1);
        int errorCount = state.errors.size() + 1;
        state.error.add(
                (state.errors.sumOfNewest(errorCount - 1) + error) / errorCount,
                state.errorsSince == 0
                        ? weight
                        : WeightedStats.weight(1 / spec.memory(), place - state.errorsSince + 1));
        state.errors.add(error);
        learn(state, value, level, weight);
    }

    private static void learn(AdaptiveState state, double value, double level, double weight) {
        state.level.add(level, weight);
        state.bins.add(value);
    }

    /**
     * Before the calibration a value is an anomaly when it is far from the prediction and from the mean alike, in
     * deviations of what was seen; the fewer values there were, the farther it must be.
     */
    private Judgement provisional(AdaptiveState state, BatchEntry reading, double prediction) {
        Tuning tuning = reading.tuning();
        double threshold = spec.threshold() / tuning.sensitivity();
        double reach =
                spec.provisionalFactor() * (1 + EARLY / reading.early) * reading.deviation / tuning.sensitivity();
        double below = Math.min(prediction, reading.mean);
        double above = Math.max(prediction, reading.mean);
        double value = FiniteBound.bound(reading.value);
        double lower = tuning.lower(prediction, below - reach);
        double upper = tuning.upper(prediction, above + reach);
        boolean beyond = tuning.isBeyondLimits(reading.value);
        boolean anomaly = beyond || reading.value <= lower || reading.value >= upper;
        double distance = Math.max(0, Math.max(below - value, value - above));
        double total = threshold * distance / reach;
        boolean alarm = anomaly && opensEpisode(state, reading.place);
        var verdict = new Judgement.Verdict(
                prediction,
                tuning.limitedLower(lower),
                tuning.limitedUpper(upper),
                Math.abs(value - prediction),
                beyond ? 1 : total / (total + threshold),
                alarm,
                Episode.NONE,
                anomaly ? reading.direction(prediction, beyond) : null,
                anomaly ? BatchEntry.severity(total / threshold, beyond) : null);
        Reason unlimited = anomaly ? Reason.VALUE : null;
        return reading.judged(
                Status.PROVISIONAL, verdict, Judgement.Trace.unscored(total, 0, beyond ? Reason.LIMIT : unlimited));
    }

    private static AdaptiveState state(BatchEntry reading) {
        return (AdaptiveState) reading.state().rule();
    }
}
