package io.vigia.detection.model;

/** What a network's windows hold. */
public enum NetworkKind {
    /** The values before a reading, from which it is predicted. */
    FORECAST,
    /**
     * The newest values, the reading's own last, of which an autoencoder gives a copy. The network's answer lies as far
     * from the reading as the copy lies from the window in the mean, on the side of the copied reading.
     */
    RECONSTRUCTION;

    /** How many values before a reading must be known for a verdict on it. */
    public int lookBack(int window) {
        return this == FORECAST ? window : window - 1;
    }
}
