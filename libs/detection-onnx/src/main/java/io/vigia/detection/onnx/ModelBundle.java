package io.vigia.detection.onnx;

import io.vigia.detection.model.Model;
import io.vigia.detection.model.ModelManifest;
import io.vigia.detection.model.ModelManifest.GoldenPair;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A verified model: the manifest is valid, the hash matches, and the network has the right shapes and golden outputs. */
public final class ModelBundle implements AutoCloseable {
    private final Model model;
    private final OnnxNetwork network;

    private ModelBundle(Model model, OnnxNetwork network) {
        this.model = model;
        this.network = network;
    }

    /**
     * Loads a bundle from a folder that holds {@code model.json} and {@code model.onnx}.
     *
     * @throws BundleException if a file is missing or invalid
     */
    public static ModelBundle load(Path folder) {
        return of(BundleFiles.load(folder));
    }

    /**
     * Loads the shipped bundle from the class path.
     *
     * @throws BundleException if there is none, or it is invalid
     */
    public static ModelBundle shipped() {
        return of(BundleFiles.shipped());
    }

    /**
     * Verifies a bundle's files and opens its network.
     *
     * @throws BundleException if a file is invalid
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
                    "has the SHA-256 " + found + "; must be " + manifest.onnxSha256() + " as in model.json",
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

    /** Each window alone, and all in one batch, because the stream uses batches of any size. */
    private static void verifyGolden(List<GoldenPair> pairs, OnnxNetwork network, String file) {
        float[] windows = new float[pairs.size() * network.window()];
        for (int i = 0; i < pairs.size(); i++) {
            float[] alone = new float[1];
            network.predict(pairs.get(i).input(), 1, alone);
            requireAnswer(pairs.get(i), alone[0], "golden pair " + i, file);
            System.arraycopy(pairs.get(i).input(), 0, windows, i * network.window(), network.window());
        }
        float[] together = new float[pairs.size()];
        network.predict(windows, pairs.size(), together);
        for (int i = 0; i < pairs.size(); i++) {
            requireAnswer(pairs.get(i), together[i], "golden pair " + i + " among the others", file);
        }
    }

    private static void requireAnswer(GoldenPair pair, float answer, String asked, String file) {
        if (!pair.accepts(answer)) {
            throw new BundleException(
                    file,
                    "answers " + answer + " to " + asked + "; must be " + pair.output() + " as in model.json, to "
                            + GoldenPair.TOLERANCE,
                    "This is not the network that the bundle was created with, or it mixes the rows of a batch; create the"
                            + " bundle again.");
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
