package io.vigia.e2e;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/**
 * The shipped network with one scaling for all sensors and a fixed threshold, as a bundle in a folder; and the same
 * verdicts calculated without any of the product's code, one window at a time.
 */
final class FixedBundle implements AutoCloseable {
    static final int WINDOW = 10;
    static final double MEAN = 70;
    static final double SCALE = 4;
    static final double THRESHOLD = 6;
    private static final String SHIPPED = "/vigia/bundles/default/";

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    private FixedBundle(byte[] onnx) throws OrtException {
        session = environment.createSession(onnx);
    }

    /** Writes the bundle into a folder. */
    static FixedBundle write(Path folder) throws IOException, OrtException {
        byte[] onnx = shipped("model.onnx");
        Files.write(folder.resolve("model.onnx"), onnx);
        ObjectNode manifest = (ObjectNode) Calls.JSON.readTree(shipped("model.json"));
        manifest.put("name", "fixed");
        manifest.putObject("input").put("kind", "standard").put("mean", MEAN).put("scale", SCALE);
        manifest.putObject("rule").put("kind", "absolute-error").put("threshold", THRESHOLD);
        Files.writeString(folder.resolve("model.json"), manifest.toString());
        return new FixedBundle(onnx);
    }

    /** What the network expects after this window, in the sensor's unit. */
    double predict(double[] window) throws OrtException {
        float[][][] input = new float[1][WINDOW][1];
        for (int i = 0; i < WINDOW; i++) {
            input[0][i][0] = (float) ((window[i] - MEAN) / SCALE);
        }
        String name = session.getInputNames().iterator().next();
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, input);
                OrtSession.Result result = session.run(Map.of(name, tensor))) {
            float scaled = ((float[][]) result.get(0).getValue())[0][0];
            return MEAN + SCALE * scaled;
        }
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }

    private static byte[] shipped(String file) {
        try (InputStream in = Objects.requireNonNull(FixedBundle.class.getResourceAsStream(SHIPPED + file), file)) {
            return in.readAllBytes();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
