package io.vigia.detection.rule;

/** Predicts the values of a calibration, each from the values before it. */
public interface Replay {
    /** The predictions for all values, whose scaling has this mean and deviation. */
    double[] predict(double[] values, double mean, double deviation);
}
