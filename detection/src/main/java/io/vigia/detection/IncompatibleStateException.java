package io.vigia.detection;

/** A sensor's state that this model and version can't continue: the message names what was found and what was expected. */
public class IncompatibleStateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public IncompatibleStateException(String found, String expected) {
        super("the sensor's state is " + found + "; expected " + expected
                + ". Reset the detector's state and read the readings again from their start, or run the version and"
                + " model that wrote it.");
    }
}
