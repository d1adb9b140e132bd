package io.vigia.detection.model;

import java.util.Arrays;

/** Feeds windows to a network in its own units, batch by batch, and brings its answers back into the sensor's unit. */
public final class Forecaster {
    /** Fixed scalings do not clip, but a float holds no more. */
    private static final double MOST_FLOAT = 1e30;

    private final Network network;
    private final OutputScale output;
    private final Scaling scaling;
    private final double clip;
    private final int window;
    private final int lookBack;
    private float[] rows = {};
    private float[] predictions = {};
    private int size;

    /** For the windows of one model. */
    public Forecaster(Model model) {
        network = model.network();
        window = network.window();
        lookBack = model.manifest().lookBack();
        scaling = model.manifest().input();
        output = model.manifest().output();
        clip = scaling instanceof Scaling.Fixed ? MOST_FLOAT : ((Scaling.Sensor) scaling).clip();
    }

    /** How many values before a reading its window holds. */
    public int lookBack() {
        return lookBack;
    }

    /** Windows added since the last {@link #clear}. */
    public int size() {
        return size;
    }

    /** Forgets all windows. */
    public void clear() {
        size = 0;
    }

    /** The scaling's center, or the sensor's {@code mean} where the scaling is per sensor. */
    public double center(double mean) {
        return scaling instanceof Scaling.Fixed fixed ? fixed.center() : mean;
    }

    /** The scaling's scale, or the sensor's {@code deviation} where the scaling is per sensor. */
    public double scale(double deviation) {
        return scaling instanceof Scaling.Fixed fixed ? fixed.scale() : deviation;
    }

    /**
     * Adds the window of a reading, and answers its row.
     *
     * @param values the ones before it, oldest first
     * @param from where those begin that the window holds
     * @param value the reading's own
     */
    public int add(double[] values, int from, double value, double center, double scale) {
        int offset = size * window;
        if (offset == rows.length) {
            grow();
        }
        for (int i = 0; i < lookBack; i++) {
            rows[offset + i] = scaled(values[from + i], center, scale);
        }
        if (lookBack < window) {
            rows[offset + lookBack] = scaled(value, center, scale);
        }
        return size++;
    }

    private float scaled(double value, double center, double scale) {
        return (float) Math.max(-clip, Math.min(clip, (value - center) / scale));
    }

    private void grow() {
        int capacity = Math.max(16, 2 * size);
        rows = Arrays.copyOf(rows, capacity * window);
        predictions = new float[capacity];
    }

    /** Predicts all windows added. */
    public void run() {
        if (size > 0) {
            network.predict(rows, size, predictions);
        }
    }

    /**
     * The prediction of a row after {@link #run}, in the sensor's unit. A network that overflows on an extreme window
     * must not stop the stream: its answer is then {@code last}, the value before.
     */
    public double prediction(int row, double center, double scale, double last) {
        double answer = predictions[row];
        double prediction = output == OutputScale.SCALED ? center + scale * answer : answer;
        return Double.isFinite(prediction) ? prediction : last;
    }
}
