package io.vigia.models.keras;

import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.vigia.models.WorkbenchException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import tools.jackson.databind.JsonNode;

/** A model's file: Keras 3's zip ({@code .keras}) or the older HDF5 ({@code .h5}), told by its first bytes. */
final class KerasFile {
    /** Of any file and any part of one: weights of 64 MiB, and three times as much for an optimiser. */
    private static final int MOST_BYTES = 256 << 20;

    private static final int MOST_CONFIG = 4 << 20;
    private static final String REMEDY =
            "Expected is the whole model that model.save(\"modelo.keras\") or model.save(\"modelo.h5\") writes.";
    /** The order of a layer's parts: Keras lists the weights of the forward layer first. */
    private static final List<String> PARTS = List.of("cell", "layer", "forward_layer", "backward_layer");

    private KerasFile() {}

    /**
     * Reads a model.
     *
     * @throws WorkbenchException if it is no such file, is damaged, or has branches
     */
    static KerasModel read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new WorkbenchException(file.toString(), "is no file", REMEDY);
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] magic = in.readNBytes(4);
            if (magic.length == 4 && magic[0] == 'P' && magic[1] == 'K') {
                return zipped(file);
            }
            if (magic.length == 4 && magic[1] == 'H' && magic[2] == 'D' && magic[3] == 'F') {
                return legacy(Files.newInputStream(file), file.toString());
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new WorkbenchException(file.toString(), "can't be read (" + e.getMessage() + ")", REMEDY, e);
        }
        throw new WorkbenchException(file.toString(), "starts neither as a zip nor as HDF5", REMEDY);
    }

    private static KerasModel zipped(Path file) throws IOException {
        try (var zip = new ZipFile(file.toFile())) {
            var config = json(entry(zip, "config.json", MOST_CONFIG, file), file + ", config.json");
            var metadata = json(entry(zip, "metadata.json", MOST_CONFIG, file), file + ", metadata.json");
            String place = file + ", model.weights.h5";
            var version = metadata.path("keras_version").asString("");
            try (var weights = WeightsFile.open(entry(zip, "model.weights.h5", MOST_BYTES, file), place)) {
                var chain = new LayerChain(file.toString(), config, version);
                var names = new HashMap<String, Integer>();
                return chain.model((type, name) -> zippedWeights(weights, uniqueName(type, names), name));
            }
        }
    }

    private static byte[] entry(ZipFile zip, String name, int mostBytes, Path file) throws IOException {
        var entry = zip.getEntry(name);
        if (entry == null) {
            throw new WorkbenchException(file.toString(), "has no " + name + " in it", REMEDY);
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = bounded(in, mostBytes, file + ", " + name);
            requireChecksum(bytes, entry, file + ", " + name);
            return bytes;
        }
    }

    /** The JDK reads the sum, and does not compare it. */
    private static void requireChecksum(byte[] bytes, ZipEntry entry, String place) {
        var sum = new CRC32();
        sum.update(bytes);
        if (sum.getValue() != entry.getCrc()) {
            throw new WorkbenchException(place, "is damaged: its check sum does not fit", REMEDY);
        }
    }

    private static byte[] bounded(InputStream in, int mostBytes, String place) throws IOException {
        byte[] bytes = in.readNBytes(mostBytes + 1);
        if (bytes.length > mostBytes) {
            throw new WorkbenchException(place, "holds more than " + mostBytes + " bytes", REMEDY);
        }
        return bytes;
    }

    /** Keras 3 names a layer's group after its class, and numbers those of one class. */
    private static String uniqueName(String type, Map<String, Integer> used) {
        String name = type.replaceAll("\\W+", "")
                .replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
                .replaceAll("([a-z])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT);
        int before = used.merge(name, 1, Integer::sum) - 1;
        return before == 0 ? name : name + "_" + before;
    }

    private static List<Weights> zippedWeights(WeightsFile file, String numbered, String name) {
        for (String path : List.of("layers/" + numbered, "layers/" + name, "_layer_checkpoint_dependencies/" + name)) {
            var weights = file.weights(path, group -> variables(group, "", 1));
            if (weights != null) {
                return weights;
            }
        }
        return List.of();
    }

    private static List<String> variables(Group group, String prefix, int depth) {
        var paths = new ArrayList<String>();
        if (WeightsFile.child(group, "vars") instanceof Group own) {
            for (int i = 0; WeightsFile.child(own, String.valueOf(i)) instanceof Dataset; i++) {
                paths.add(prefix + "vars/" + i);
            }
        }
        for (String part : PARTS) {
            if (depth < PARTS.size() && WeightsFile.child(group, part) instanceof Group inner) {
                paths.addAll(variables(inner, prefix + part + "/", depth + 1));
            }
        }
        return paths;
    }

    private static KerasModel legacy(InputStream content, String file) throws IOException {
        try (content;
                var weights = WeightsFile.open(bounded(content, MOST_BYTES, file), file)) {
            var config = weights.text("model_config");
            if (config == null) {
                throw new WorkbenchException(file, "has no attribute model_config: it holds weights alone", REMEDY);
            }
            var version = weights.text("keras_version");
            var chain = new LayerChain(file, json(config, file + ", model_config"), version == null ? "2" : version);
            return chain.model((type, name) -> legacyWeights(weights, name));
        }
    }

    private static List<Weights> legacyWeights(WeightsFile file, String name) {
        var weights = file.weights("model_weights/" + name, group -> WeightsFile.texts(group, "weight_names"));
        return weights == null ? List.of() : weights;
    }

    private static JsonNode json(byte[] content, String place) {
        return json(new String(content, StandardCharsets.UTF_8), place);
    }

    private static JsonNode json(String content, String place) {
        return JsonText.read(content, place, REMEDY);
    }
}
