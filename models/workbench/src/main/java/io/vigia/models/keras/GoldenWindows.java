package io.vigia.models.keras;

import io.vigia.models.reference.DoubleGraph;
import io.vigia.models.reference.UnknownOperatorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

/** Windows over a range, by which an imported network is known again, and wider ones, by which it is compared. */
final class GoldenWindows {
    private static final int DRAWN = 5;
    private static final double[] FAR = {1, 1, 3, 100};

    private final int window;
    private final double low;
    private final double high;

    GoldenWindows(int window, double low, double high) {
        this.window = window;
        this.low = low;
        this.high = high;
    }

    /** Flat ones at both ends and in the middle, one that rises, and a few drawn with a fixed seed. */
    List<float[]> all() {
        var windows = new ArrayList<float[]>();
        var random = new Random(1);
        for (double place : new double[] {0, 0.5, 1}) {
            windows.add(window(step -> place));
        }
        windows.add(window(step -> (step + 1.0) / window));
        for (int i = 0; i < DRAWN; i++) {
            windows.add(window(step -> random.nextDouble()));
        }
        return List.copyOf(windows);
    }

    /**
     * From half a range below to half a range above, and the same farther out, as anomalies lie: flat, falling, and drawn
     * with a fixed seed.
     */
    List<float[]> wide(int count) {
        var windows = new ArrayList<float[]>();
        var random = new Random(2);
        for (int i = 0; i < count; i++) {
            double far = FAR[i / 3 % FAR.length];
            double level = (-0.5 + 2.0 * i / Math.max(1, count - 1)) * far;
            windows.add(
                    switch (i % 3) {
                        case 0 -> window(step -> level);
                        case 1 -> window(step -> level + (0.5 - level) * step / window);
                        default -> window(step -> (-0.5 + 2 * random.nextDouble()) * far);
                    });
        }
        return List.copyOf(windows);
    }

    /**
     * Whether a network gives its windows back, as far as it shows; true where its formulas are not known here.
     *
     * @param onnx of a network that answers as many numbers as it takes
     */
    boolean copied(byte[] onnx) {
        try {
            return new CopyProbe(new DoubleGraph(onnx), window, low, high).copies();
        } catch (UnknownOperatorException e) {
            return true;
        }
    }

    private float[] window(IntToDoubleFunction place) {
        var values = new float[window];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (low + place.applyAsDouble(i) * (high - low));
        }
        return values;
    }
}
