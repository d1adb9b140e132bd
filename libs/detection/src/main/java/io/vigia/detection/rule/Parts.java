package io.vigia.detection.rule;

import io.vigia.verdict.Reason;

/** The parts of one score, weighted. Reused from reading to reading. */
final class Parts {
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

    /** What the largest part stands for. */
    Reason reason() {
        double largest = Math.max(value, Math.max(step, error));
        double rest = Math.max(shift(), Math.max(season, quiet));
        if (stuck > 0 || quiet == rest && quiet > largest) {
            return Reason.STUCK;
        }
        if (rest > largest) {
            return season == rest ? Reason.SEASON : Reason.LEVEL;
        }
        return value == largest ? Reason.VALUE : Reason.ERROR;
    }

    static double cube(double x) {
        return x * x * x;
    }
}
