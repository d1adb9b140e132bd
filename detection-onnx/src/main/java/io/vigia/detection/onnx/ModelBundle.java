package io.vigia.detection.onnx;

import io.vigia.detection.Model;
import io.vigia.detection.ModelManifest;
import io.vigia.detection.ModelManifest.GoldenPair;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A verified model: its manifest was read, its hash fits, its network has the right shape and answers as it should. */
public final class ModelBundle implements AutoCloseable {
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
        return of(BundleFiles.load(folder));
    }

    /**
     * Loads the bundle that ships on the class path.
     *
     * @throws BundleException if there is none, or anything in it is not as it should be
     */
    public static ModelBundle shipped() {
        return of(BundleFiles.shipped());
    }

    /**
     * Verifies a bundle's files and opens its network.
     *
     * @throws BundleException if anything in them is not as it should be
     */
    public static ModelBundle of(BundleFiles files) {
        ModelManifest manifest = files.manifest();
        verifyHash(manifest, files.onnx(), files.onnxFile());
        OnnxNetwork network = new OnnxNetwork(files.onnx(), files.onnxFile(), manifest.window());
        try {
            verifyGolden(manifest.golden(), network, files.onnxFile());
            return new ModelBundle(new Model(manifest, network), network);
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
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
