package io.vigia.models.train;

/** Follows a training. */
public interface EpochListener {
    /** So many more windows were shown to the network. */
    void shown(int windows);

    /**
     * An epoch is over.
     *
     * @param epoch from 1
     * @param trainingError mean squared error met while training
     * @param validationError mean squared error on the part to stop by
     */
    void ended(int epoch, double trainingError, double validationError);
}
