package io.vigia.detection.absolute;

import io.vigia.detection.judgement.BatchEntry;
import io.vigia.detection.judgement.Episode;
import io.vigia.detection.judgement.Judgement;
import io.vigia.detection.judgement.Rule;
import io.vigia.detection.model.RuleSpec;
import io.vigia.detection.state.SensorState;
import io.vigia.detection.tuning.Tuning;
import io.vigia.verdict.Reason;
import io.vigia.verdict.Status;
import org.jspecify.annotations.Nullable;

/** An anomaly is an error above a fixed threshold. */
public final class AbsoluteErrorRule implements Rule {
    private final RuleSpec.AbsoluteError spec;

    public AbsoluteErrorRule(RuleSpec.AbsoluteError spec) {
        this.spec = spec;
    }

    @Override
    public AbsoluteErrorShape shape() {
        return new AbsoluteErrorShape();
    }

    @Override
    public boolean mayChange(SensorState state) {
        return false;
    }

    @Override
    public void arrive(BatchEntry reading) {
        // Nothing about a sensor's values matters but the window.
    }

    @Override
    public void observe(BatchEntry reading, boolean beyond) {
        // No statistics, so no warm-up beyond the window.
        reading.opens = beyond && opensEpisode(reading);
    }

    @Override
    public Judgement judge(BatchEntry reading, double prediction) {
        double error = Math.min(Double.MAX_VALUE, Math.abs(reading.value - prediction));
        Tuning tuning = reading.tuning();
        double threshold = spec.threshold() / tuning.sensitivity();
        double lower = tuning.lower(prediction, prediction - threshold);
        double upper = tuning.upper(prediction, prediction + threshold);
        boolean beyond = tuning.isBeyondLimits(reading.value);
        // Not by the error: rounded, it may exceed the threshold for a value that equals a bound.
        boolean anomaly = beyond || reading.value < lower || reading.value > upper;
        boolean alarm = anomaly && opensEpisode(reading);
        var verdict = new Judgement.Verdict(
                prediction,
                tuning.limitedLower(lower),
                tuning.limitedUpper(upper),
                error,
                beyond ? 1 : error / (error + threshold),
                alarm,
                Episode.NONE,
                anomaly ? reading.direction(prediction, beyond) : null,
                anomaly ? BatchEntry.severity(error / threshold, beyond) : null);
        return reading.judged(
                Status.SCORED, verdict, Judgement.Trace.unscored(error, Double.NaN, reason(anomaly, beyond)));
    }

    private static @Nullable Reason reason(boolean anomaly, boolean beyond) {
        if (!anomaly) {
            return null;
        }
        return beyond ? Reason.LIMIT : Reason.ERROR;
    }

    private boolean opensEpisode(BatchEntry reading) {
        AbsoluteErrorState state = (AbsoluteErrorState) reading.state().rule();
        boolean opens = state.lastExceedance < 0 || reading.place - state.lastExceedance > spec.silence();
        state.lastExceedance = reading.place;
        return opens;
    }
}
