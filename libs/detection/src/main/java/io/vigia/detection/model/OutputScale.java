package io.vigia.detection.model;

/** In which units the network answers. */
public enum OutputScale {
    /** Scaled as its input is. */
    SCALED,
    /** In the sensor's unit. */
    RAW
}
