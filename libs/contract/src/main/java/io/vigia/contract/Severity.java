package io.vigia.contract;

/** How far an anomaly is beyond its bound. */
public enum Severity {
    LOW("low"),
    MEDIUM("medium"),
    HIGH("high"),
    CRITICAL("critical");

    private final String wire;

    Severity(String wire) {
        this.wire = wire;
    }

    /** The word used in events. */
    public String wire() {
        return wire;
    }

    static Severity parse(String wire) {
        for (Severity severity : values()) {
            if (severity.wire.equals(wire)) {
                return severity;
            }
        }
        throw new InvalidEventException(
                "severity is " + Excerpt.quote(wire) + "; must be low, medium, high or critical");
    }
}
