package io.vigia.verdict;

/** The season that a sensor's values are compared with. */
public enum SeasonKind implements WireName {
    /** The day, or the weekday where that explains clearly more. */
    AUTO("auto"),
    NONE("none"),
    /** The day, whatever the weekday. */
    DAY("day"),
    /** The weekday, once it is known; the day until then. */
    WEEK("week");

    private final String wire;

    SeasonKind(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }
}
