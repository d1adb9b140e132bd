package io.vigia.contract;

import java.util.Arrays;

/**
 * A score with its window: the payload of detections and anomalies.
 *
 * @param score the score
 * @param window the values before the reading, oldest first, in the sensor's unit; fewer than the model's window while
 *     warming up, none for late and duplicate readings
 */
public record Verdict(Score score, double[] window) implements DetectionEvent {
    @Override
    public String id() {
        return score.id();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Verdict that && score.equals(that.score) && Arrays.equals(window, that.window);
    }

    @Override
    public int hashCode() {
        return 31 * score.hashCode() + Arrays.hashCode(window);
    }

    @Override
    public String toString() {
        return "Verdict[" + score + ", window=" + Arrays.toString(window) + "]";
    }
}
