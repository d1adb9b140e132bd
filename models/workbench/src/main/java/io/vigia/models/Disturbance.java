package io.vigia.models;

import java.util.Arrays;
import java.util.Random;

/** What happens to a sensor beside its cycle and its noise. Each adds itself to a series of about unit spread. */
enum Disturbance {
    TREND {
        @Override
        void add(double[] series, Random random) {
            double rise = 3 * random.nextGaussian();
            for (int i = 0; i < series.length; i++) {
                series[i] += rise * i / series.length;
            }
        }
    },

    /** From some moment on everything is higher or lower. */
    LEVEL_CHANGES {
        @Override
        void add(double[] series, Random random) {
            for (int change = 1 + random.nextInt(4); change > 0; change--) {
                double step = 2 * random.nextGaussian();
                for (int i = random.nextInt(series.length); i < series.length; i++) {
                    series[i] += step;
                }
            }
        }
    },

    /** Jumps that fade within a few values, a few in a thousand. */
    BURSTS {
        @Override
        void add(double[] series, Random random) {
            double rate = 0.001 + 0.01 * random.nextDouble();
            double fading = 0.9 * random.nextDouble();
            double burst = 0;
            for (int i = 0; i < series.length; i++) {
                burst = random.nextDouble() < rate ? 1 + 4 * random.nextDouble() : burst * fading;
                series[i] += burst;
            }
        }
    },

    /** On and off, for as long as it happens to be: a compressor, a pump, a thermostat. */
    SQUARE_WAVE {
        @Override
        void add(double[] series, Random random) {
            double change = 1.0 / (5 + random.nextInt(100));
            boolean on = random.nextBoolean();
            for (int i = 0; i < series.length; i++) {
                on ^= random.nextDouble() < change;
                series[i] += on ? 2 : 0;
            }
        }
    },

    /** The sensor reports in coarse steps, unless a step is wider than all that it measures: the same value for ever teaches nothing. */
    QUANTISATION {
        @Override
        void add(double[] series, Random random) {
            double step = 0.05 + 0.5 * random.nextDouble();
            double[] coarse = Arrays.stream(series)
                    .map(value -> step * StrictMath.rint(value / step))
                    .toArray();
            var range = Arrays.stream(coarse).summaryStatistics();
            if (range.getMax() > range.getMin()) {
                System.arraycopy(coarse, 0, series, 0, series.length);
            }
        }
    };

    abstract void add(double[] series, Random random);
}
