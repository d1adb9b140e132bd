package io.vigia.contract;

/** On which side of what was expected an anomalous value lies. */
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
                throw new InvalidEventException(
                        "direction is " + Excerpt.quote(wire) + "; allowed are above and below");
        };
    }
}
