package io.vigia.detection.model;

/** How values in a sensor's unit become the network's input: z = (value − center) / scale. */
public sealed interface Scaling {
    /** A scaling that is the same for every sensor. */
    sealed interface Fixed extends Scaling {
        /** The value that becomes 0, in the sensor's unit. */
        double center();

        /** What becomes 1, in the sensor's unit; not 0. */
        double scale();
    }

    /** The network takes values as they are. */
    record None() implements Fixed {
        @Override
        public double center() {
            return 0;
        }

        @Override
        public double scale() {
            return 1;
        }
    }

    /** {@code min} becomes 0 and {@code max} becomes 1, as in scikit-learn's MinMaxScaler; values outside go beyond. */
    record MinMax(double min, double max) implements Fixed {
        public MinMax {
            InvalidModelException.requireFinite(min, "min");
            InvalidModelException.requireFinite(max, "max");
            InvalidModelException.requirePositive(max - min, "max - min");
        }

        @Override
        public double center() {
            return min;
        }

        @Override
        public double scale() {
            return max - min;
        }
    }

    /** Mean and standard deviation of the training data, as in scikit-learn's StandardScaler. */
    record Standard(double mean, double scale) implements Fixed {
        public Standard {
            InvalidModelException.requireFinite(mean, "mean");
            InvalidModelException.requirePositive(scale, "scale");
        }

        @Override
        public double center() {
            return mean;
        }
    }

    /** Median and quantile range of the training data, as in scikit-learn's RobustScaler. */
    record Robust(double center, double scale) implements Fixed {
        public Robust {
            InvalidModelException.requireFinite(center, "center");
            InvalidModelException.requirePositive(scale, "scale");
        }
    }

    /**
     * Mean and standard deviation of each sensor, as the rule {@code adaptive} keeps them.
     *
     * @param clip z is clipped to ±{@code clip}
     */
    record Sensor(double clip) implements Scaling {
        public Sensor {
            InvalidModelException.requirePositive(clip, "clip");
        }
    }
}
