package io.vigia.detector.app;

import io.vigia.detection.model.ModelManifest;
import io.vigia.detection.model.OutputScale;
import io.vigia.detection.model.RuleSpec;
import io.vigia.detection.model.Scaling;
import io.vigia.detection.onnx.BundleFiles;
import io.vigia.detection.onnx.ModelManifestJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The shipped network under another name, with one scaling for all sensors and a fixed threshold. */
final class TestBundle {
    static final int WINDOW = 10;

    private TestBundle() {}

    /** Writes it into a new folder below {@code parent}. */
    static Path write(Path parent, String name) throws IOException {
        Path folder = Files.createDirectory(parent.resolve(name));
        String onnx = "/vigia/bundles/default/model.onnx";
        try (InputStream in = Objects.requireNonNull(TestBundle.class.getResourceAsStream(onnx), onnx)) {
            Files.write(folder.resolve("model.onnx"), in.readAllBytes());
        }
        Files.write(folder.resolve("model.json"), ModelManifestJson.write(manifest(name)));
        return folder;
    }

    /** Whose {@code model.onnx} is not the one that its manifest names. */
    static Path writeDamaged(Path parent, String name) throws IOException {
        Path folder = write(parent, name);
        byte[] onnx = Files.readAllBytes(folder.resolve("model.onnx"));
        onnx[onnx.length / 2] ^= 1;
        Files.write(folder.resolve("model.onnx"), onnx);
        return folder;
    }

    private static ModelManifest manifest(String name) {
        ModelManifest shipped = BundleFiles.shipped().manifest();
        return new ModelManifest(
                ModelManifest.FORMAT,
                name,
                "1",
                shipped.window(),
                new Scaling.Standard(70, 4),
                OutputScale.SCALED,
                new RuleSpec.AbsoluteError(6),
                shipped.trained(),
                shipped.error(),
                shipped.onnxSha256(),
                shipped.golden());
    }
}
