package io.vigia.models.pickle;

import io.vigia.detection.model.Scaling;

/**
 * A scaler as it was fitted.
 *
 * @param type scikit-learn's class, such as {@code MinMaxScaler}
 * @param scaling what it does to a value, its clipping apart
 * @param low the scaled value at which it starts, in a MinMaxScaler its {@code feature_range}'s first
 * @param high the scaled value at which it ends; for the scalers without a range, low and high are −1 and 1
 * @param clip true where scaled values are cut at low and high
 */
public record ImportedScaler(String type, Scaling.Fixed scaling, double low, double high, boolean clip) {
    /** True where low and high are what the training data became; false where 1 is a deviation of them. */
    public boolean bounded() {
        return type.startsWith("M");
    }
}
