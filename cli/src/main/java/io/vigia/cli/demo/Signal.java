package io.vigia.cli.demo;

import java.util.Random;

/**
 * How a healthy sensor behaves.
 *
 * @param base its mean
 * @param swing half the difference of day and night
 * @param cycle half the difference within one of its own cycles, such as a compressor's
 * @param cycleMinutes length of that cycle
 * @param noise standard deviation of what can't be foreseen
 */
record Signal(double base, double swing, double cycle, int cycleMinutes, double noise) {
    private static final int DAY = 1_440;

    /** A day of values, one a minute. */
    double[] day(Random random) {
        double[] values = new double[DAY];
        for (int minute = 0; minute < DAY; minute++) {
            values[minute] = base
                    + swing * Math.sin(2 * Math.PI * (minute - 540) / DAY)
                    + cycle * Math.sin(2 * Math.PI * minute / cycleMinutes)
                    + noise * random.nextGaussian();
        }
        return values;
    }
}
