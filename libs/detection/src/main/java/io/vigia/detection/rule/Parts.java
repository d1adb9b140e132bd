package io.vigia.detection.rule;

import io.vigia.detection.tuning.RaisedBounds;
import io.vigia.verdict.Reason;

/** The parts of one score, weighted. Reused from reading to reading. */
final class Parts {
    private static final double HAIR = 1 + 1e-9;
    private static final int BISECTIONS = 40;

    double value;
    double step;
    double error;
    double shortShift;
    double longShift;
    double season;
    double quiet;
    double stuck;

    // tag::score[]
    /** Sum of the cubes of the parts that depend on the value's distance from its prediction. */
    double ownCubed() {
        return cube(value) + cube(step) + cube(error);
    }

    /** Sum of the cubes of the parts that speak of more than this one value. */
    double restCubed() {
        return cube(shortShift) + cube(longShift) + cube(season) + cube(quiet);
    }

    /** S. */
    double total() {
        return Math.cbrt(ownCubed() + restCubed()) + stuck;
    }
    // end::score[]

    /** The larger of the two shifts. */
    double shift() {
        return Math.max(shortShift, longShift);
    }

    /**
     * What the largest part stands for.
     *
     * @param byValue false if the parts that speak of more than this one value exceed the bound by themselves
     */
    Reason reason(boolean byValue) {
        double largest = byValue ? Math.max(value, Math.max(step, error)) : 0;
        double rest = Math.max(shift(), Math.max(season, quiet));
        if (stuck > 0 || quiet == rest && quiet > largest) {
            return Reason.STUCK;
        }
        if (rest > largest) {
            return season == rest ? Reason.SEASON : Reason.LEVEL;
        }
        return value == largest ? Reason.VALUE : Reason.ERROR;
    }

    /**
     * The factor by which the parts of a reason must shrink for S to be less than a bound that it has reached; at most {@link
     * RaisedBounds#MOST}, which may be less than it takes.
     */
    double excess(Reason reason, double bound) {
        double own = cubed(reason);
        double rest = ownCubed() + restCubed() - own;
        if (stuck > 0) {
            return stuckExcess(own, rest, bound);
        }
        double left = cube(bound) - rest;
        // The hair is more than rounding can take back: the parts of the reason are a seventh of S cubed at least.
        return left > 0 ? Math.min(RaisedBounds.MOST, Math.cbrt(own / left) * HAIR) : RaisedBounds.MOST;
    }

    private double cubed(Reason reason) {
        return switch (reason) {
            case VALUE -> cube(value);
            case ERROR -> cube(step) + cube(error);
            case LEVEL -> cube(shortShift) + cube(longShift);
            case SEASON -> cube(season);
            case STUCK -> cube(quiet);
            case LIMIT, SILENCE -> throw new IllegalArgumentException("no parts of S stand for " + reason.wire());
        };
    }

    private double stuckExcess(double own, double rest, double bound) {
        double enough = RaisedBounds.MOST;
        double tooLittle = 1;
        for (int i = 0; i < BISECTIONS && tooLittle * HAIR < enough; i++) {
            double middle = (tooLittle + enough) / 2;
            boolean less = Math.cbrt(rest + own / cube(middle)) + stuck / middle < bound;
            enough = less ? middle : enough;
            tooLittle = less ? tooLittle : middle;
        }
        return Math.min(RaisedBounds.MOST, enough * HAIR);
    }

    static double cube(double x) {
        return x * x * x;
    }
}
