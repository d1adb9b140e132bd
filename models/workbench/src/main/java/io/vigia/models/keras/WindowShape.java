package io.vigia.models.keras;

import io.vigia.detection.model.ModelManifest;
import io.vigia.models.WorkbenchException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a network takes the W values of a window.
 *
 * @param sizes without the batch: [W, 1], [W], or, where the user says that these are one sensor's values, [1, W]
 */
record WindowShape(List<Integer> sizes) {
    private static final String ONE_SENSOR =
            "A sensor has one value at a time; train a model of input shape (window, 1) that predicts the one next value,"
                    + " or gives the window back.";

    /**
     * Reads it off the network's input.
     *
     * @param file what errors call the model
     * @param stated sizes without the batch; null for a free one
     * @param asked what the user says of the window; null for what the model says
     * @throws WorkbenchException if it is no shape of one sensor's values, or not the one asked for
     */
    static WindowShape of(String file, List<@Nullable Integer> stated, @Nullable Integer asked) {
        var shape = new WindowShape(sizes(file, stated, asked));
        int window = shape.window();
        if (window < 1 || window > ModelManifest.MOST_WINDOW) {
            throw new WorkbenchException(
                    file,
                    "has a window of " + window + " values; must be 1 to " + ModelManifest.MOST_WINDOW,
                    "Train with a shorter window.");
        }
        if (asked != null && asked != window) {
            throw new WorkbenchException(
                    file,
                    "has a window of %d values, but --window is %d".formatted(window, asked),
                    "Give the window that the model was trained with, or omit --window.");
        }
        return shape;
    }

    private static List<Integer> sizes(String file, List<@Nullable Integer> stated, @Nullable Integer asked) {
        String shown = stated.toString().replace("null", "any");
        boolean column = stated.size() == 2 && Objects.equals(stated.get(1), 1);
        if (column && stated.get(0) == null) {
            if (asked == null) {
                throw new WorkbenchException(
                        file, "takes windows of any length", "Give the length that it was trained with by --window.");
            }
            return List.of(asked, 1);
        }
        if (stated.isEmpty() || stated.size() > 2 || stated.contains(null) || tooLarge(stated)) {
            throw new WorkbenchException(file, "has an input of shape " + shown, ONE_SENSOR);
        }
        boolean row = stated.size() == 2 && !column;
        if (row && Objects.equals(stated.get(0), 1) && asked == null) {
            throw new WorkbenchException(
                    file,
                    "has an input of shape " + shown + ": one step of " + stated.get(1) + " features",
                    "If these are the last " + stated.get(1) + " values of one sensor, use --window " + stated.get(1)
                            + "; otherwise it is not usable. " + ONE_SENSOR);
        }
        if (row && !Objects.equals(stated.get(0), 1)) {
            throw new WorkbenchException(
                    file, "has an input of shape " + shown + ": " + stated.get(1) + " features", ONE_SENSOR);
        }
        return stated.stream().map(Objects::requireNonNull).toList();
    }

    private static boolean tooLarge(List<@Nullable Integer> shape) {
        return shape.stream().anyMatch(size -> size == null || size < 1 || size > 1 << 20);
    }

    /** Values in one window, W. */
    int window() {
        return Arrays.stream(array()).reduce(1, (a, b) -> a * b);
    }

    int[] array() {
        return sizes.stream().mapToInt(Integer::intValue).toArray();
    }
}
