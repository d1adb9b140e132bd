package io.vigia.models.keras;

import io.jhdf.api.Dataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The weights in an older HDF5 file: each layer of the model has a group of its own name, and the group lists its arrays.
 * A model within the model has one group for all its layers; there the paths of the arrays name the layer.
 */
final class LegacyWeights implements WeightsSource {
    private static final String GROUP = "model_weights/";

    private final WeightsFile file;
    private final Map<String, Dataset> arrays;

    LegacyWeights(WeightsFile file) {
        this.file = file;
        arrays = file.arrays();
    }

    @Override
    public List<List<Weights>> of(List<LayerId> layers) {
        return layers.stream().map(layer -> weights(paths(layer))).toList();
    }

    private List<String> paths(LayerId layer) {
        String group = GROUP + layer.name();
        return file.texts(group, "weight_names").stream()
                .map(name -> group + "/" + name)
                .toList();
    }

    private List<Weights> weights(List<String> paths) {
        return paths.stream().map(this::weights).toList();
    }

    private Weights weights(String path) {
        var array = arrays.get(path);
        if (array == null) {
            throw file.refused("has no weights at " + path);
        }
        return file.read(array, path);
    }

    @Override
    public WeightsSource within(List<LayerId> layers, int place) {
        return new Inner(paths(layers.get(place)));
    }

    /** The layers of an inner model; each array belongs to the one layer that its path names. */
    private final class Inner implements WeightsSource {
        private final List<String> paths;

        Inner(List<String> paths) {
            this.paths = paths;
        }

        @Override
        public List<List<Weights>> of(List<LayerId> layers) {
            var owned = new ArrayList<List<Weights>>();
            int taken = 0;
            for (LayerId layer : layers) {
                var own = own(layer);
                taken += own.size();
                owned.add(weights(own));
            }
            if (taken != paths.size()) {
                throw file.refused("has " + paths.size() + " arrays in a model within the model, of which " + taken
                        + " name their layer");
            }
            return owned;
        }

        private List<String> own(LayerId layer) {
            return paths.stream()
                    .filter(path -> Arrays.asList(path.split("/")).contains(layer.name()))
                    .toList();
        }

        @Override
        public WeightsSource within(List<LayerId> layers, int place) {
            return new Inner(own(layers.get(place)));
        }
    }
}
