package io.vigia.verdict;

/** On which side of its prediction an anomalous value lies; on the prediction itself counts as above. */
public enum Direction implements WireName {
    ABOVE("above"),
    BELOW("below");

    private final String wire;

    Direction(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }

    /** The side of a value; both in the sensor's unit. */
    public static Direction of(double value, double prediction) {
        return value < prediction ? BELOW : ABOVE;
    }
}
