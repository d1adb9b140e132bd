package io.vigia.detection.model;

/** A trained network: answers a window of a series with what is expected of one reading, in its own scaled units. */
public interface Network {
    /** Values in one window, W. */
    int window();

    /**
     * Predicts a batch. Which other rows share the batch moves a result by no more than
     * {@link ModelManifest.GoldenPair#TOLERANCE}.
     *
     * @param windows {@code rows × W} scaled values, row by row, oldest first
     * @param rows how many rows of {@code windows} count; at least 1
     * @param predictions takes {@code rows} scaled predictions
     */
    void predict(float[] windows, int rows, float[] predictions);
}
