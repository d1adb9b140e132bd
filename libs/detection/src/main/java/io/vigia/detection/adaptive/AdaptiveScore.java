package io.vigia.detection.adaptive;

import io.vigia.detection.model.RuleSpec;

/**
 * S of the rule {@code adaptive} as a function of the value under test, with the sensor's state held. S = J + wA·zA +
 * wL·zL: J is constant between the edges of cells, zA and zL are linear between a few breaks, so the value at which S
 * reaches a bound is found cell by cell, in closed form.
 */
final class AdaptiveScore {
    private static final int BREAKS = 5;

    private final RuleSpec.Adaptive spec;
    private final double[] breaks = new double[BREAKS];
    private RarityBins bins = new RarityBins();
    /** ln(n + 1) after n values; the walk from cell to cell asks for it in each. */
    private double logSeen;

    private double prediction;
    /** zA = (e − errorZero) · errorSlope before it is clipped, for an error e. */
    private double errorZero;

    private double errorSlope;
    /** zL = |x − levelZero| · levelSlope before it is capped, for a value x. */
    private double levelZero;

    private double levelSlope;

    AdaptiveScore(RuleSpec.Adaptive spec) {
        this.spec = spec;
    }

    /**
     * Holds the state of a sensor.
     *
     * @param expected the prediction
     * @param others sum of the values whose mean, with the value under test, is the level
     * @param count values before the one under test
     * @param errorsKnown false if there were too few errors to compare with: they count nothing then
     */
    void hold(AdaptiveState state, double expected, double others, int levelCount, long count, boolean errorsKnown) {
        bins = state.bins;
        logSeen = Math.log(count + 1.0);
        prediction = expected;
        double floor = 1e-3 * state.deviation + 1e-9 * Math.abs(state.mean) + 1e-12;
        int errorCount = state.errors.size() + 1;
        errorZero = state.error.mean() * errorCount - state.errors.sumOfNewest(errorCount - 1);
        errorSlope = errorsKnown ? 1 / (errorCount * (state.error.deviation() + floor)) : 0;
        levelZero = state.level.mean() * levelCount - others;
        levelSlope = 1 / (levelCount * (state.level.deviation() + floor));
    }

    double prediction() {
        return prediction;
    }

    double rarity(double value) {
        return bins.rarity(value, logSeen);
    }

    /** Whether at least so many values fell where this one falls: the geometric mean of three counts. */
    boolean wasSeen(double value, int times) {
        return bins.wasSeen(value, times);
    }

    double errorExcess(double value) {
        return Math.max(0, Math.min(spec.cap(), (Math.abs(value - prediction) - errorZero) * errorSlope));
    }

    double levelExcess(double value) {
        return Math.min(spec.cap(), Math.abs(value - levelZero) * levelSlope);
    }

    private double excess(double value) {
        return spec.errorWeight() * errorExcess(value) + spec.levelWeight() * levelExcess(value);
    }

    /**
     * The nearest value upwards ({@code sign} 1) or downwards (-1) at which S reaches the bound, from a place at the given
     * distance from the prediction on; that place itself if S is there already; NaN if S never does.
     */
    double reach(int sign, double bound, double distance) {
        lay(sign);
        double at = distance;
        int cell = bins.cell(prediction + sign * at);
        double excess = excess(prediction + sign * at);
        while (true) {
            double edge = Math.max(at, edge(sign, cell));
            double end = next(at, edge);
            double missing = bound - bins.rarityOfCell(cell, logSeen) - excess;
            if (missing <= 0) {
                return prediction + sign * at;
            }
            if (end == Double.POSITIVE_INFINITY) {
                return Double.NaN;
            }
            double atEnd = excess(prediction + sign * end);
            if (atEnd - excess >= missing) {
                return prediction + sign * (at + missing / (atEnd - excess) * (end - at));
            }
            cell += end == edge ? sign : 0;
            at = end;
            excess = atEnd;
        }
    }

    /** Distances from the prediction at which zA or zL bends. */
    private void lay(int sign) {
        double level = sign * (levelZero - prediction);
        breaks[0] = errorZero;
        breaks[1] = errorZero + spec.cap() / errorSlope;
        breaks[2] = level - spec.cap() / levelSlope;
        breaks[3] = level;
        breaks[4] = level + spec.cap() / levelSlope;
    }

    /** Distance of the edge where the cell ends. */
    private double edge(int sign, int cell) {
        double end = bins.end(cell, sign);
        return sign > 0 ? end - prediction : prediction - end;
    }

    private double next(double at, double edge) {
        double next = edge;
        for (double bend : breaks) {
            next = bend > at && bend < next ? bend : next;
        }
        return next;
    }
}
