package io.vigia.detection;

/** On which side of its prediction an anomalous value lies; on the prediction itself counts as above. */
public enum Direction {
    ABOVE,
    BELOW;

    static Direction of(double value, double prediction) {
        return value < prediction ? BELOW : ABOVE;
    }
}
