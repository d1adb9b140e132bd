package io.vigia.contract;

/** The status of a reading in the detector. */
public enum Status {
    /** Fewer values so far than the window needs: no verdict yet. */
    WARMING_UP("warming_up"),
    /** A verdict before the rule is calibrated for the sensor. */
    PROVISIONAL("provisional"),
    /** A full verdict. */
    SCORED("scored"),
    /** Not newer than the sensor's newest: the value is stored but not scored. */
    LATE("late"),
    /** A repetition of the sensor's newest reading, with its client time and value. */
    DUPLICATE("duplicate");

    private static final Status[] ALL = values();

    private final String wire;

    Status(String wire) {
        this.wire = wire;
    }

    /** The word used in events. */
    public String wire() {
        return wire;
    }

    /** True if the reading was compared with a prediction. */
    public boolean judged() {
        return this == PROVISIONAL || this == SCORED;
    }

    static Status parse(String wire) {
        for (Status status : ALL) {
            if (status.wire.equals(wire)) {
                return status;
            }
        }
        throw new InvalidEventException(
                "status is " + Excerpt.quote(wire) + "; must be warming_up, provisional, scored, late or duplicate");
    }
}
