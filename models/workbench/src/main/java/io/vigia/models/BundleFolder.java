package io.vigia.models;

import io.vigia.contract.AtomicFile;
import io.vigia.detection.model.ModelManifest;
import io.vigia.detection.onnx.ModelBundle;
import io.vigia.detection.onnx.ModelManifestJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** Writes {@code model.onnx} and {@code model.json}, which together are a bundle. */
public final class BundleFolder {
    private static final String ONNX = "model.onnx";
    private static final String JSON = "model.json";

    private BundleFolder() {}

    /**
     * Refuses a folder that holds a bundle, before any work is done.
     *
     * @param force true to replace it
     * @throws WorkbenchException if one is there
     */
    public static void requireFree(Path folder, boolean force) {
        if (!force && (Files.exists(folder.resolve(ONNX)) || Files.exists(folder.resolve(JSON)))) {
            throw new WorkbenchException(
                    folder.toString(),
                    "already has a bundle",
                    "Use --force to replace it, or give another --out or --name.");
        }
    }

    /**
     * Writes both files, in place of those that are there. Each appears whole or not at all; between the two moves the
     * hash does not fit, and a loader refuses the pair.
     *
     * @param folder is created when missing
     */
    public static void write(Path folder, ModelManifest manifest, byte[] onnx) throws IOException {
        write(folder, manifest, onnx, Map.of());
    }

    /**
     * Writes both files and others beside them, after the loader has taken the two from a folder that is then removed.
     *
     * @param folder is created when missing
     * @param others what people read, by file name
     * @throws io.vigia.detection.onnx.BundleException if the loader refuses the bundle; nothing is written then
     */
    public static void write(Path folder, ModelManifest manifest, byte[] onnx, Map<String, byte[]> others)
            throws IOException {
        var json = ModelManifestJson.write(manifest);
        verify(json, onnx);
        Files.createDirectories(folder);
        for (var other : others.entrySet()) {
            AtomicFile.write(folder.resolve(other.getKey()), other.getValue());
        }
        AtomicFile.write(folder.resolve(ONNX), onnx);
        AtomicFile.write(folder.resolve(JSON), json);
    }

    private static void verify(byte[] json, byte[] onnx) throws IOException {
        var trial = Files.createTempDirectory("vigia-bundle");
        try {
            Files.write(trial.resolve(ONNX), onnx);
            Files.write(trial.resolve(JSON), json);
            ModelBundle.load(trial).close();
        } finally {
            Files.deleteIfExists(trial.resolve(ONNX));
            Files.deleteIfExists(trial.resolve(JSON));
            Files.deleteIfExists(trial);
        }
    }

    /** As {@link #write(Path, ModelManifest, byte[])}, with the card that people read. */
    public static void write(Path folder, ModelManifest manifest, byte[] onnx, String card) throws IOException {
        write(folder, manifest, onnx);
        AtomicFile.write(folder.resolve("MODEL_CARD.md"), card.getBytes(StandardCharsets.UTF_8));
    }

    /** SHA-256 as 64 hexadecimal digits in lower case. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
