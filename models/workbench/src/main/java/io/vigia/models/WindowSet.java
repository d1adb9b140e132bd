package io.vigia.models;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/** Windows of scaled values, oldest first, each with the value that follows it. */
public final class WindowSet {
    /** Scaled values beyond this are cut, as they are when a stream is scored. */
    static final double CLIP = 6;

    private final int window;
    private final float[] inputs;
    private final float[] targets;

    /**
     * @param inputs {@code rows × window} scaled values, row by row
     * @param targets {@code rows} scaled values
     */
    public WindowSet(int window, float[] inputs, float[] targets) {
        if (inputs.length != window * targets.length) {
            throw new IllegalArgumentException(
                    "%d values do not make %d windows of %d".formatted(inputs.length, targets.length, window));
        }
        this.window = window;
        this.inputs = inputs;
        this.targets = targets;
    }

    /**
     * Draws windows from synthetic series {@code first} to {@code last} (exclusive), each series scaled by its own mean
     * and standard deviation.
     *
     * @param windowsEach how many windows each series gives, at random places
     */
    public static WindowSet draw(SyntheticSeries family, int first, int last, int windowsEach, int window) {
        int rows = (last - first) * windowsEach;
        var inputs = new float[rows * window];
        var targets = new float[rows];
        int row = 0;
        for (int index = first; index < last; index++) {
            var scaled = scale(family.values(index));
            var random = new Random(family.seed() ^ index);
            for (int i = 0; i < windowsEach; i++, row++) {
                int start = random.nextInt(scaled.length - window);
                System.arraycopy(scaled, start, inputs, row * window, window);
                targets[row] = scaled[start + window];
            }
        }
        return new WindowSet(window, inputs, targets);
    }

    /** z = (x − μ)/σ of the series itself, cut at ±6; σ as in the adaptive rule, never zero. */
    static float[] scale(double[] series) {
        double mean = Arrays.stream(series).average().orElse(0);
        double variance = Arrays.stream(series)
                .map(x -> (x - mean) * (x - mean))
                .average()
                .orElse(0);
        double sigma = Math.max(Math.sqrt(variance), Math.max(1e-6 * Math.abs(mean), 1e-9));
        var scaled = new float[series.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (float) Math.max(-CLIP, Math.min(CLIP, (series[i] - mean) / sigma));
        }
        return scaled;
    }

    /** Values in one window, W. */
    public int window() {
        return window;
    }

    public int rows() {
        return targets.length;
    }

    /** All windows, {@code rows × W}; not a copy. */
    public float[] inputs() {
        return inputs;
    }

    /** The values that follow, one a window; not a copy. */
    public float[] targets() {
        return targets;
    }

    /** The windows at {@code places}, in that order. */
    public WindowSet select(int... places) {
        var chosen = new float[places.length * window];
        var following = new float[places.length];
        for (int i = 0; i < places.length; i++) {
            System.arraycopy(inputs, places[i] * window, chosen, i * window, window);
            following[i] = targets[places[i]];
        }
        return new WindowSet(window, chosen, following);
    }

    /** {@code count} windows at even distances. */
    WindowSet sample(int count) {
        return select(IntStream.range(0, count)
                .map(i -> (int) ((long) i * rows() / count))
                .toArray());
    }
}
