package io.vigia.detection.onnx;

import io.vigia.detection.model.ModelManifest;
import io.vigia.detection.model.ModelManifest.GoldenPair;
import io.vigia.detection.model.OutputScale;
import io.vigia.detection.model.RuleSpec;
import io.vigia.detection.model.Scaling;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** The networks that {@code src/test/onnx/make_networks.py} makes. */
final class TestNetworks {
    static final int WINDOW = 10;

    private TestNetworks() {}

    static byte[] bytes(String name) {
        try (InputStream in = Objects.requireNonNull(TestNetworks.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Windows and answers of {@code lstm.onnx}, calculated without ONNX Runtime. */
    static List<GoldenPair> answers() {
        return new String(bytes("lstm.txt"), StandardCharsets.UTF_8)
                .lines()
                .map(TestNetworks::answer)
                .toList();
    }

    private static GoldenPair answer(String line) {
        String[] words = line.split(" ");
        float[] numbers = new float[words.length];
        for (int i = 0; i < words.length; i++) {
            numbers[i] = Float.parseFloat(words[i]);
        }
        return new GoldenPair(Arrays.copyOf(numbers, WINDOW), numbers[WINDOW]);
    }

    static ModelManifest manifest(byte[] onnx) {
        return manifest(onnx, new Scaling.Sensor(6), OutputScale.SCALED, RuleSpec.Adaptive.defaults());
    }

    static ModelManifest manifest(byte[] onnx, Scaling input, OutputScale output, RuleSpec rule) {
        return new ModelManifest(
                ModelManifest.FORMAT,
                "test-lstm",
                "1",
                WINDOW,
                input,
                output,
                rule,
                new ModelManifest.Training("random weights", "make_networks.py", "none", 7),
                new ModelManifest.MeasuredError(0.25, 0.5, Double.NaN),
                sha256(onnx),
                answers());
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
