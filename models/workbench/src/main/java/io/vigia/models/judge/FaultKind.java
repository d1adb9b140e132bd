package io.vigia.models.judge;

import java.util.Arrays;
import java.util.Random;

/** Faults that are injected into a series, in the unit of its usual spread. Each overwrites the values of its span. */
public enum FaultKind {
    /** One value, 8 spreads away. */
    SPIKE("spike", 1) {
        @Override
        void inject(double[] values, int from, int to, double spread, Random random) {
            values[from] += 8 * spread * sign(random);
        }
    },
    /** From the first value on, 4 spreads higher or lower. */
    SHIFT("shift", 200) {
        @Override
        void inject(double[] values, int from, int to, double spread, Random random) {
            double step = 4 * spread * sign(random);
            for (int i = from; i < to; i++) {
                values[i] += step;
            }
        }
    },
    /** Away from where it belongs, by 6 spreads in the end. */
    DRIFT("drift", 400) {
        @Override
        void inject(double[] values, int from, int to, double spread, Random random) {
            double slope = 6 * spread * sign(random) / (to - from);
            for (int i = from; i < to; i++) {
                values[i] += slope * (i - from + 1);
            }
        }
    },
    /** The value before it, again and again. */
    STUCK("stuck", 300) {
        @Override
        void inject(double[] values, int from, int to, double spread, Random random) {
            Arrays.fill(values, from, to, values[from - 1]);
        }
    },
    /** With noise of 3 spreads added. */
    NOISE("noise burst", 100) {
        @Override
        void inject(double[] values, int from, int to, double spread, Random random) {
            for (int i = from; i < to; i++) {
                values[i] += 3 * spread * random.nextGaussian();
            }
        }
    },
    /** A tenth of the distances from the mean of the 20 values around each. */
    QUIET("too quiet", 300) {
        @Override
        void inject(double[] values, int from, int to, double spread, Random random) {
            double[] before = Arrays.copyOf(values, Math.min(values.length, to + AROUND));
            for (int i = from; i < to; i++) {
                double mean = mean(before, i - AROUND, i + AROUND);
                values[i] = mean + (before[i] - mean) / 10;
            }
        }
    };

    private static final int AROUND = 10;

    private final String text;
    private final int length;

    FaultKind(String text, int length) {
        this.text = text;
        this.length = length;
    }

    /** Values that it lasts. */
    public int length() {
        return length;
    }

    /** As people call it. */
    public String text() {
        return text;
    }

    /**
     * Overwrites the values from {@code from} to {@code to} (exclusive).
     *
     * @param spread of the values before, positive
     */
    abstract void inject(double[] values, int from, int to, double spread, Random random);

    private static int sign(Random random) {
        return random.nextBoolean() ? 1 : -1;
    }

    private static double mean(double[] values, int from, int to) {
        return Arrays.stream(values, Math.max(0, from), Math.min(values.length, to))
                .average()
                .orElseThrow();
    }
}
