package io.vigia.contract;

/** What became of a reading in the detector. */
public enum Status {
    /** Fewer values so far than the window holds: no verdict yet. */
    WARMING_UP("warming_up"),
    /** A verdict from before the rule was calibrated for its sensor. */
    PROVISIONAL("provisional"),
    /** A full verdict. */
    SCORED("scored"),
    /** Not newer than the sensor's newest: the value is stored, nothing is judged. */
    LATE("late"),
    /** Client time and value of the sensor's newest reading again. */
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

    /** True where the reading was compared with a prediction. */
    public boolean judged() {
        return this == PROVISIONAL || this == SCORED;
    }

    static Status parse(String wire) {
        for (Status status : ALL) {
            if (status.wire.equals(wire)) {
                return status;
            }
        }
        throw new InvalidEventException("status is " + Excerpt.quote(wire)
                + "; allowed are warming_up, provisional, scored, late and duplicate");
    }
}
