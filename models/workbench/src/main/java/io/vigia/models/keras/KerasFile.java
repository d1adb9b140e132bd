package io.vigia.models.keras;

import io.vigia.models.WorkbenchException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
            "The file must be a whole model that model.save(\"modelo.keras\") or model.save(\"modelo.h5\") has written.";

    private KerasFile() {}

    /**
     * Reads a model.
     *
     * @throws WorkbenchException if it is no such file, is damaged, or has branches
     */
    static KerasModel read(Path file) {
        if (!Files.exists(file)) {
            throw new WorkbenchException(file.toString(), "was not found", REMEDY);
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
            throw new WorkbenchException(file.toString(), "could not be read (" + e.getMessage() + ")", REMEDY, e);
        }
        throw new WorkbenchException(file.toString(), "is neither a zip nor an HDF5 file", REMEDY);
    }

    private static KerasModel zipped(Path file) throws IOException {
        try (var zip = new ZipFile(file.toFile())) {
            var config = json(entry(zip, "config.json", MOST_CONFIG, file), file + ", config.json");
            var metadata = json(entry(zip, "metadata.json", MOST_CONFIG, file), file + ", metadata.json");
            String place = file + ", model.weights.h5";
            var version = metadata.path("keras_version").asString("");
            try (var weights = WeightsFile.open(entry(zip, "model.weights.h5", MOST_BYTES, file), place)) {
                return new LayerChain(file.toString(), config, version).model(new ZippedWeights(weights));
            }
        }
    }

    private static byte[] entry(ZipFile zip, String name, int mostBytes, Path file) throws IOException {
        var entry = zip.getEntry(name);
        if (entry == null) {
            throw new WorkbenchException(file.toString(), "does not contain " + name, REMEDY);
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
            throw new WorkbenchException(place, "is damaged: its checksum does not match", REMEDY);
        }
    }

    private static byte[] bounded(InputStream in, int mostBytes, String place) throws IOException {
        byte[] bytes = in.readNBytes(mostBytes + 1);
        if (bytes.length > mostBytes) {
            throw new WorkbenchException(place, "has more than " + mostBytes + " bytes", REMEDY);
        }
        return bytes;
    }

    private static KerasModel legacy(InputStream content, String file) throws IOException {
        try (content;
                var weights = WeightsFile.open(bounded(content, MOST_BYTES, file), file)) {
            var config = weights.text("model_config");
            if (config == null) {
                throw new WorkbenchException(file, "has no attribute model_config: it has only weights", REMEDY);
            }
            var version = weights.text("keras_version");
            var chain = new LayerChain(file, json(config, file + ", model_config"), version == null ? "2" : version);
            return chain.model(new LegacyWeights(weights));
        }
    }

    private static JsonNode json(byte[] content, String place) {
        return json(new String(content, StandardCharsets.UTF_8), place);
    }

    private static JsonNode json(String content, String place) {
        return JsonText.read(content, place, REMEDY);
    }
}
