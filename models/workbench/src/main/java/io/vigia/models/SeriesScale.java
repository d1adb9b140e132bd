package io.vigia.models;

import java.util.Arrays;

/**
 * How values become what a network sees: z = (x − mean)/deviation, cut at ±clip.
 *
 * @param mean in the sensor's unit
 * @param deviation in the sensor's unit, never 0
 * @param clip {@code Double.POSITIVE_INFINITY} for none
 */
public record SeriesScale(double mean, double deviation, double clip) {
    /** A series' own mean and standard deviation, cut as in a stream; the deviation as in the adaptive rule, never 0. */
    public static SeriesScale ofSensor(double[] series) {
        return of(series, WindowSet.CLIP);
    }

    /** Mean and standard deviation of values of whatever sensors, and no cut. */
    public static SeriesScale fixed(double[] values) {
        return of(values, Double.POSITIVE_INFINITY);
    }

    private static SeriesScale of(double[] values, double clip) {
        double mean = Arrays.stream(values).average().orElse(0);
        double variance = Arrays.stream(values)
                .map(x -> (x - mean) * (x - mean))
                .average()
                .orElse(0);
        return new SeriesScale(mean, Math.max(Math.sqrt(variance), Math.max(1e-6 * Math.abs(mean), 1e-9)), clip);
    }

    /** The values as the network sees them. */
    public float[] scale(double[] values) {
        var scaled = new float[values.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (float) Math.max(-clip, Math.min(clip, (values[i] - mean) / deviation));
        }
        return scaled;
    }
}
