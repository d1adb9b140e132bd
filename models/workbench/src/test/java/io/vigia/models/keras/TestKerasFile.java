package io.vigia.models.keras;

import io.jhdf.HdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes small models as Keras 3 does, with weights that a test chooses. */
final class TestKerasFile {
    private final List<String> layers = new ArrayList<>();
    private final List<String> paths = new ArrayList<>();
    private final List<Object[]> arrays = new ArrayList<>();

    TestKerasFile(int window) {
        layers.add("{\"class_name\": \"InputLayer\", \"config\": {\"name\": \"in\", \"batch_shape\": [null, %d, 1]}}"
                .formatted(window));
    }

    /**
     * Adds a layer.
     *
     * @param options JSON without braces
     * @param path of its weights, such as {@code lstm/cell}; empty where it has none
     * @param weights nested arrays of floats
     */
    TestKerasFile layer(String type, String options, String path, Object... weights) {
        layers.add("{\"class_name\": \"%s\", \"config\": {\"name\": \"layer_%d\"%s}}"
                .formatted(type, layers.size(), options.isEmpty() ? "" : ", " + options));
        if (!path.isEmpty()) {
            paths.add(path);
            arrays.add(weights);
        }
        return this;
    }

    Path write(Path folder) throws IOException {
        var weights = folder.resolve("weights.h5");
        try (var hdf = HdfFile.write(weights)) {
            WritableGroup all = hdf.putGroup("layers");
            for (int i = 0; i < paths.size(); i++) {
                WritableGroup group = all;
                for (String part : paths.get(i).split("/")) {
                    group = group.putGroup(part);
                }
                var vars = group.putGroup("vars");
                for (int number = 0; number < arrays.get(i).length; number++) {
                    vars.putDataset(String.valueOf(number), arrays.get(i)[number]);
                }
            }
        }
        var file = folder.resolve("modelo.keras");
        String config =
                "{\"class_name\": \"Sequential\", \"config\": {\"layers\": [" + String.join(", ", layers) + "]}}";
        BadKerasFileTest.zip(file, config.getBytes(StandardCharsets.UTF_8), Files.readAllBytes(weights));
        return file;
    }
}
