package io.vigia.verdict;

/** What became of a reading in the detector. */
public enum Status implements WireName {
    /** Fewer values before it than the window holds: no verdict yet. */
    WARMING_UP("warming_up"),
    /** A verdict from before the rule was calibrated for the sensor. */
    PROVISIONAL("provisional"),
    /** A full verdict. */
    SCORED("scored"),
    /** Not newer than the sensor's newest reading: the value is stored, but not judged, and the window does not hold it. */
    LATE("late"),
    /** A repetition of the sensor's newest reading, with its client time and value: not judged. */
    DUPLICATE("duplicate");

    private final String wire;

    Status(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }

    /** True if the reading was compared with a prediction. */
    public boolean judged() {
        return this == PROVISIONAL || this == SCORED;
    }
}
