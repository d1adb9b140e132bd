package io.vigia.detection;

/** An anomaly is an error above a fixed threshold. */
final class AbsoluteErrorRule implements Rule {
    private static final int[] NO_SHAPE = {};

    private final RuleSpec.AbsoluteError spec;

    AbsoluteErrorRule(RuleSpec.AbsoluteError spec) {
        this.spec = spec;
    }

    @Override
    public int kind() {
        return 0;
    }

    @Override
    public int lookBack() {
        return 1;
    }

    @Override
    public int[] shape() {
        return NO_SHAPE;
    }

    @Override
    public AbsoluteErrorState newState() {
        return new AbsoluteErrorState();
    }

    @Override
    public AbsoluteErrorState read(StateReader from, long values) {
        AbsoluteErrorState state = new AbsoluteErrorState();
        state.lastExceedance = from.place(values);
        return state;
    }

    @Override
    public boolean changesAfter(long values) {
        return false;
    }

    @Override
    public void arrive(HeldReading reading) {
        // Nothing about a sensor's values matters but the window.
    }

    @Override
    public void observe(HeldReading reading) {
        // No statistics, so no warm-up beyond the window.
    }

    @Override
    public Judgement judge(HeldReading reading, double prediction) {
        double error = Math.min(Double.MAX_VALUE, Math.abs(reading.value - prediction));
        boolean anomaly = error > spec.threshold();
        boolean alarm = anomaly && opensEpisode((AbsoluteErrorState) reading.state().rule, reading.place);
        return new Judgement(
                reading.ts,
                Status.SCORED,
                -1,
                prediction,
                prediction - spec.threshold(),
                prediction + spec.threshold(),
                error,
                error / (error + spec.threshold()),
                anomaly,
                alarm,
                anomaly ? Direction.of(reading.value, prediction) : null,
                anomaly ? Severity.of(error, spec.threshold()) : null,
                reading.window(),
                Double.NaN,
                Double.NaN,
                Double.NaN,
                error,
                Double.NaN);
    }

    private boolean opensEpisode(AbsoluteErrorState state, long place) {
        boolean opens = state.lastExceedance < 0 || place - state.lastExceedance > spec.silence();
        state.lastExceedance = place;
        return opens;
    }
}
