package io.vigia.models.keras;

import java.util.List;

/** Where the weights of a model's layers lie in its file. */
interface WeightsSource {
    /**
     * The arrays of each layer, in Keras' own order; none for a layer that learns nothing.
     *
     * @param layers all layers of the model, in the order of its configuration
     * @throws io.vigia.models.WorkbenchException if it is not certain which arrays belong to which layer
     */
    List<List<Weights>> of(List<LayerId> layers);

    /** The weights of the model that stands as number {@code place} among the layers of this one. */
    WeightsSource within(List<LayerId> layers, int place);
}
