package io.vigia.detection;

/** What became of a reading. */
public enum Status {
    /** Fewer values before it than the window holds: no verdict. */
    WARMING_UP,
    /** A verdict from before the rule was calibrated for its sensor. */
    PROVISIONAL,
    /** A full verdict. */
    SCORED,
    /** Not newer than the sensor's newest reading: not judged, and the window does not know it. */
    LATE,
    /** Client time and value of the sensor's newest reading again: not judged. */
    DUPLICATE
}
