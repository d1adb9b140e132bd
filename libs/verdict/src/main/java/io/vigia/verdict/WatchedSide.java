package io.vigia.verdict;

/** On which side of its prediction a value counts as an anomaly. */
public enum WatchedSide implements WireName {
    BOTH("both"),
    ABOVE("above"),
    BELOW("below");

    private final String wire;

    WatchedSide(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }

    /** Whether values on this side of the prediction count. */
    public boolean watches(Direction side) {
        return this == BOTH || (this == ABOVE) == (side == Direction.ABOVE);
    }
}
