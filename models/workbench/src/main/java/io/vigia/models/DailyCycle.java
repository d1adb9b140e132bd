package io.vigia.models;

import java.util.Random;

/** The part of a synthetic series that comes back every day, and is weaker or stronger at week ends. */
final class DailyCycle {
    private static final int[] SAMPLES_A_DAY = {24, 48, 96, 144, 288};

    private final double[] day;
    private final double weekendFactor;
    private final int firstDay;

    private DailyCycle(double[] day, double weekendFactor, int firstDay) {
        this.day = day;
        this.weekendFactor = weekendFactor;
        this.firstDay = firstDay;
    }

    /** Draws a cycle: a few harmonics, or a square wave, sampled 24 to 288 times a day. */
    static DailyCycle draw(Random random) {
        var day = new double[SAMPLES_A_DAY[random.nextInt(SAMPLES_A_DAY.length)]];
        if (random.nextInt(4) == 0) {
            squareWave(day, random);
        } else {
            harmonics(day, random);
        }
        double weekend = random.nextBoolean() ? 1 : 0.2 + random.nextDouble();
        return new DailyCycle(day, weekend, random.nextInt(7));
    }

    /** The cycle's value at sample {@code index} of the series, about −2 to 2. */
    double at(int index) {
        boolean weekend = (index / day.length + firstDay) % 7 >= 5;
        return day[index % day.length] * (weekend ? weekendFactor : 1);
    }

    private static void squareWave(double[] day, Random random) {
        int on = random.nextInt(day.length);
        int length = 1 + (int) (day.length * (0.1 + 0.6 * random.nextDouble()));
        for (int i = 0; i < length; i++) {
            day[(on + i) % day.length] = 2;
        }
    }

    private static void harmonics(double[] day, Random random) {
        for (int harmonic = 1; harmonic <= 4; harmonic++) {
            double amplitude = random.nextDouble() / harmonic;
            double phase = 2 * Math.PI * random.nextDouble();
            for (int i = 0; i < day.length; i++) {
                day[i] += amplitude * StrictMath.sin(2 * Math.PI * harmonic * i / day.length + phase);
            }
        }
    }
}
