package io.vigia.models;

import java.util.Random;

/**
 * Makes series like those of sensors that nobody has measured: a daily and weekly cycle, noise of one kind, and some
 * disturbances, each drawn at random. The same seed and index give the same values on every machine.
 *
 * @param seed chooses the family
 * @param length values in each series
 */
public record SyntheticSeries(long seed, int length) {
    /** A multiplier without small factors keeps the seeds of neighbouring series far apart. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    /** Series number {@code index}, in units of its own. */
    public double[] values(int index) {
        var random = new Random(seed + SPREAD * (index + 1));
        var series = Noise.values()[random.nextInt(Noise.values().length)].draw(random, length);
        double noiseLevel = StrictMath.pow(10, -3 + 3 * random.nextDouble());
        boolean cyclic = random.nextInt(4) > 0;
        var cycle = DailyCycle.draw(random);
        for (int i = 0; i < length; i++) {
            series[i] = noiseLevel * series[i] + (cyclic ? cycle.at(i) : 0);
        }
        disturb(series, random);
        return series;
    }

    private static void disturb(double[] series, Random random) {
        for (var disturbance : Disturbance.values()) {
            if (random.nextInt(4) == 0) {
                disturbance.add(series, random);
            }
        }
    }
}
