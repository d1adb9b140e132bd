package io.vigia.contract;

/** Whether an anomalous value is above or below the expected one. */
public enum Direction {
    ABOVE("above"),
    BELOW("below");

    private final String wire;

    Direction(String wire) {
        this.wire = wire;
    }

    /** The word used in events. */
    public String wire() {
        return wire;
    }

    static Direction parse(String wire) {
        return switch (wire) {
            case "above" -> ABOVE;
            case "below" -> BELOW;
            default ->
                throw new InvalidEventException("direction is " + Excerpt.quote(wire) + "; must be above or below");
        };
    }
}
