package io.vigia.models.keras;

import java.util.List;

/**
 * One layer of a network.
 *
 * @param type Keras' class, such as {@code LSTM}
 * @param name the layer's own
 * @param two true where Keras 2 wrote it, in which some functions have other definitions
 * @param weights in Keras' own order; of a wrapper, those of the layers within
 */
record KerasLayer(String type, String name, LayerConfig config, boolean two, List<Weights> weights) {
    /** {@code LSTM 'lstm_1'}, as errors and listings say it. */
    String title() {
        return type + " '" + name + "'";
    }

    /** A layer within this one, such as the one that a wrapper repeats; {@code config} is its own. */
    KerasLayer within(String type, LayerConfig config, List<Weights> own) {
        return new KerasLayer(type, name, config, two, own);
    }

    /**
     * The weights, if there are as many as the shapes and each has its shape.
     *
     * @throws io.vigia.models.WorkbenchException naming the layer, and what it has and should have
     */
    List<Weights> weights(int[]... shapes) {
        if (weights.size() != shapes.length) {
            throw config.refused(
                    "has " + weights.size() + " arrays of weights; its options require " + shapes.length,
                    "The weights do not belong to this configuration; save the model again with model.save.");
        }
        for (int i = 0; i < shapes.length; i++) {
            weights.get(i).require(config, i, shapes[i]);
        }
        return weights;
    }
}
