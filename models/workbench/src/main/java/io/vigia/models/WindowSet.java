package io.vigia.models;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Windows of scaled values, oldest first, each with the value that follows it. */
public final class WindowSet {
    /** Scaled values beyond this are cut, as they are when a stream is scored. */
    public static final double CLIP = 6;

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
            var values = family.values(index);
            var scaled = SeriesScale.ofSensor(values).scale(values);
            var random = new Random(family.seed() ^ index);
            for (int i = 0; i < windowsEach; i++, row++) {
                int start = random.nextInt(scaled.length - window);
                System.arraycopy(scaled, start, inputs, row * window, window);
                targets[row] = scaled[start + window];
            }
        }
        return new WindowSet(window, inputs, targets);
    }

    /**
     * Every window of some stretches with the value that follows it, none across two stretches; or, where that would be
     * more than {@code most}, as many at even distances.
     *
     * @param stretches scaled values, oldest first
     */
    public static WindowSet of(List<float[]> stretches, int window, int most) {
        long all = stretches.stream()
                .mapToLong(stretch -> Math.max(0, stretch.length - window))
                .sum();
        int rows = (int) Math.min(all, most);
        var inputs = new float[rows * window];
        var targets = new float[rows];
        int row = 0;
        long before = 0;
        for (float[] stretch : stretches) {
            int here = Math.max(0, stretch.length - window);
            for (; row < rows && row * all / rows < before + here; row++) {
                int start = (int) (row * all / rows - before);
                System.arraycopy(stretch, start, inputs, row * window, window);
                targets[row] = stretch[start + window];
            }
            before += here;
        }
        return new WindowSet(window, inputs, targets);
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
