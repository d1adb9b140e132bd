package io.vigia.models;

import io.vigia.detection.ModelManifest;
import io.vigia.detection.onnx.ModelManifestJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Writes {@code model.onnx} and {@code model.json}, which together are a bundle. */
public final class BundleFolder {
    private BundleFolder() {}

    /**
     * Writes both files, in place of those that are there. Each appears whole or not at all; between the two moves the
     * hash does not fit, and a loader refuses the pair.
     *
     * @param folder is created when missing
     */
    public static void write(Path folder, ModelManifest manifest, byte[] onnx) throws IOException {
        Files.createDirectories(folder);
        replace(folder.resolve("model.onnx"), onnx);
        replace(folder.resolve("model.json"), ModelManifestJson.write(manifest));
    }

    /** As {@link #write(Path, ModelManifest, byte[])}, with the card that people read. */
    public static void write(Path folder, ModelManifest manifest, byte[] onnx, String card) throws IOException {
        write(folder, manifest, onnx);
        replace(folder.resolve("MODEL_CARD.md"), card.getBytes(StandardCharsets.UTF_8));
    }

    /** SHA-256 as 64 hexadecimal digits in lower case. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void replace(Path file, byte[] bytes) throws IOException {
        var whole = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.write(whole, bytes);
            Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(whole);
        }
    }
}
