package io.vigia.detection.state;

/** A sensor's state that this model and version can't continue: the message names what was found and what was expected. */
public class IncompatibleStateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean newer;

    public IncompatibleStateException(String found, String expected) {
        this(found, expected, false);
    }

    /** @param newer whether a newer version wrote it, as far as one can tell */
    public IncompatibleStateException(String found, String expected, boolean newer) {
        super("the sensor's state is " + found + "; expected " + expected
                + ". Reset the detector's state and read the readings again from their start, or run the version and"
                + " model that wrote it.");
        this.newer = newer;
    }

    /** Whether a newer version wrote it; else nobody did, or what is left of it is damaged. */
    public boolean isNewer() {
        return newer;
    }
}
