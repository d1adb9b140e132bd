package io.vigia.models;

import java.util.Random;

/** Kinds of noise that sensors show. Each draws a sequence of about unit spread around zero. */
enum Noise {
    WHITE {
        @Override
        double[] draw(Random random, int length) {
            return independent(length, random::nextGaussian);
        }
    },

    UNIFORM {
        @Override
        double[] draw(Random random, int length) {
            return independent(length, () -> 3.46 * (random.nextDouble() - 0.5));
        }
    },

    /** Gaussian, with a spread that is itself drawn for each value, so that large values are not rare. */
    HEAVY_TAILED {
        @Override
        double[] draw(Random random, int length) {
            return independent(length, () -> 0.6 * random.nextGaussian() / StrictMath.sqrt(random.nextDouble() + 0.05));
        }
    },

    /** Each value keeps 50 to 99 % of the one before. */
    AUTOREGRESSIVE {
        @Override
        double[] draw(Random random, int length) {
            double kept = 0.5 + 0.49 * random.nextDouble();
            double fresh = StrictMath.sqrt(1 - kept * kept);
            var noise = independent(length, random::nextGaussian);
            for (int i = 1; i < length; i++) {
                noise[i] = kept * noise[i - 1] + fresh * noise[i];
            }
            return noise;
        }
    },

    RANDOM_WALK {
        @Override
        double[] draw(Random random, int length) {
            double step = 2 / StrictMath.sqrt(length);
            var noise = independent(length, random::nextGaussian);
            noise[0] *= step;
            for (int i = 1; i < length; i++) {
                noise[i] = noise[i - 1] + step * noise[i];
            }
            return noise;
        }
    };

    abstract double[] draw(Random random, int length);

    private static double[] independent(int length, java.util.function.DoubleSupplier next) {
        return java.util.stream.DoubleStream.generate(next).limit(length).toArray();
    }
}
