package io.vigia.detection.onnx;

import io.vigia.detection.Model;
import io.vigia.detection.ModelManifest;
import io.vigia.detection.ModelManifest.GoldenPair;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A verified model: its manifest was read, its hash fits, its network has the right shape and answers as it should. */
public final class ModelBundle implements AutoCloseable {
    /** The most bytes of either file that are read. */
    public static final int MOST_BYTES = 64 * 1024 * 1024;

    private static final String MANIFEST = "model.json";
    private static final String ONNX = "model.onnx";
    private static final String SHIPPED = "vigia/bundles/default/";
    /** Relative; absolute for answers below 1. */
    private static final double TOLERANCE = 1e-5;

    private final Model model;
    private final OnnxNetwork network;

    private ModelBundle(Model model, OnnxNetwork network) {
        this.model = model;
        this.network = network;
    }

    /**
     * Loads a bundle from a folder that holds {@code model.json} and {@code model.onnx}.
     *
     * @throws BundleException if a file is missing or anything in it is not as it should be
     */
    public static ModelBundle load(Path folder) {
        Path manifest = folder.resolve(MANIFEST);
        Path onnx = folder.resolve(ONNX);
        return of(read(manifest), manifest.toString(), read(onnx), onnx.toString());
    }

    /**
     * Loads the bundle that ships on the class path.
     *
     * @throws BundleException if there is none, or anything in it is not as it should be
     */
    public static ModelBundle shipped() {
        return of(
                resource(SHIPPED + MANIFEST), "class path:" + SHIPPED + MANIFEST,
                resource(SHIPPED + ONNX), "class path:" + SHIPPED + ONNX);
    }

    private static ModelBundle of(byte[] json, String manifestFile, byte[] onnx, String onnxFile) {
        ModelManifest manifest = ModelManifestJson.read(json, manifestFile);
        verifyHash(manifest, onnx, onnxFile);
        OnnxNetwork network = new OnnxNetwork(onnx, onnxFile, manifest.window());
        try {
            verifyGolden(manifest.golden(), network, onnxFile);
            return new ModelBundle(new Model(manifest, network), network);
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
    }

    private static byte[] read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new BundleException(
                    file.toString(),
                    "is no file",
                    "A bundle is a folder with model.json and model.onnx; name such a folder.");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString());
        } catch (IOException e) {
            throw new BundleException(
                    file.toString(), "can't be read (" + e + ")", "Make it readable for this process.", e);
        }
    }

    private static byte[] resource(String name) {
        try (@Nullable InputStream in = ModelBundle.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new BundleException(
                        "class path:" + name, "is missing", "Put the module of the shipped bundles on the class path.");
            }
            return read(in, "class path:" + name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(InputStream in, String file) throws IOException {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new BundleException(
                    file, "is longer than " + MOST_BYTES + " bytes", "No bundle is that large; name another folder.");
        }
        return bytes;
    }

    private static void verifyHash(ModelManifest manifest, byte[] onnx, String file) {
        String found = sha256(onnx);
        if (!found.equals(manifest.onnxSha256())) {
            throw new BundleException(
                    file,
                    "has the SHA-256 " + found + "; expected " + manifest.onnxSha256() + ", as model.json says",
                    "The two files do not belong together, or one is damaged; copy both again.");
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void verifyGolden(List<GoldenPair> pairs, OnnxNetwork network, String file) {
        float[] found = new float[1];
        for (int i = 0; i < pairs.size(); i++) {
            network.predict(pairs.get(i).input(), 1, found);
            float expected = pairs.get(i).output();
            boolean fits = Math.abs(found[0] - expected) <= TOLERANCE * Math.max(1, Math.abs(expected));
            if (!fits) {
                throw new BundleException(
                        file,
                        "answers " + found[0] + " to golden pair " + i + "; expected " + expected
                                + ", as model.json says",
                        "This network was not the one that was checked when the bundle was made; make it again.");
            }
        }
    }

    /** The model, usable until the bundle is closed. */
    public Model model() {
        return model;
    }

    @Override
    public void close() {
        network.close();
    }
}
