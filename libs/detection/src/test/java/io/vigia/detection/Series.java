package io.vigia.detection;

import java.util.Random;

/** Series for tests: cycles, noise, spikes, level changes, stuck and quantised stretches, all from one seed. */
final class Series {
    private Series() {}

    static double[] of(long seed, int length) {
        Random random = new Random(seed);
        double offset = new double[] {0, 70, -3e6, 1e9, 1e-3}[random.nextInt(5)];
        double size = Math.max(1e-4, Math.abs(offset) * 1e-2) * (0.5 + random.nextDouble());
        int kind = random.nextInt(4);
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            values[i] = offset + size * next(random, kind, i);
            if (random.nextInt(60) == 0) {
                values[i] += size * 10 * random.nextGaussian();
            }
        }
        stick(random, values);
        return values;
    }

    private static double next(Random random, int kind, int i) {
        return switch (kind) {
            case 0 -> random.nextGaussian();
            case 1 -> Math.sin(i / 12.0) + 0.1 * random.nextGaussian();
            case 2 -> Math.rint(2 * random.nextGaussian()) / 2;
            default -> i < 700 ? 0 : random.nextGaussian();
        };
    }

    /** Some stretches repeat their first value. */
    private static void stick(Random random, double[] values) {
        for (int i = 1; i < values.length; i++) {
            if (random.nextInt(400) == 0) {
                int end = Math.min(values.length, i + random.nextInt(300));
                for (; i < end; i++) {
                    values[i] = values[i - 1];
                }
            }
        }
    }
}
