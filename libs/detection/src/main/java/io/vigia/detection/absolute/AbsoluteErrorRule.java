package io.vigia.detection.absolute;

import io.vigia.detection.judgement.BatchEntry;
import io.vigia.detection.judgement.Episode;
import io.vigia.detection.judgement.Judgement;
import io.vigia.detection.judgement.Rule;
import io.vigia.detection.model.RuleSpec;
import io.vigia.detection.state.SensorState;
import io.vigia.verdict.Direction;
import io.vigia.verdict.Reason;
import io.vigia.verdict.Severity;
import io.vigia.verdict.Status;

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
    public void observe(BatchEntry reading) {
        // No statistics, so no warm-up beyond the window.
    }

    @Override
    public Judgement judge(BatchEntry reading, double prediction) {
        double error = Math.min(Double.MAX_VALUE, Math.abs(reading.value - prediction));
        double lower = prediction - spec.threshold();
        double upper = prediction + spec.threshold();
        // Not by the error: rounded, it may exceed the threshold for a value that equals a bound.
        boolean anomaly = reading.value < lower || reading.value > upper;
        boolean alarm =
                anomaly && opensEpisode((AbsoluteErrorState) reading.state().rule(), reading.place);
        var verdict = new Judgement.Verdict(
                prediction,
                lower,
                upper,
                error,
                error / (error + spec.threshold()),
                alarm,
                Episode.NONE,
                anomaly ? Direction.of(reading.value, prediction) : null,
                anomaly ? Severity.of(error / spec.threshold()) : null);
        return reading.judged(
                Status.SCORED, verdict, Judgement.Trace.unscored(error, Double.NaN, anomaly ? Reason.ERROR : null));
    }

    private boolean opensEpisode(AbsoluteErrorState state, long place) {
        boolean opens = state.lastExceedance < 0 || place - state.lastExceedance > spec.silence();
        state.lastExceedance = place;
        return opens;
    }
}
