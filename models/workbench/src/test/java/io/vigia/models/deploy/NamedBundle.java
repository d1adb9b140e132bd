package io.vigia.models.deploy;

import io.vigia.detection.model.ModelManifest;
import io.vigia.detection.model.RuleSpec;
import io.vigia.detection.onnx.BundleFiles;
import io.vigia.detection.onnx.ModelManifestJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The shipped bundle under another name. */
public final class NamedBundle {
    private NamedBundle() {}

    /** Writes {@code name@1} into a new folder below {@code parent}. */
    public static Path write(Path parent, String name, RuleSpec rule) throws IOException {
        Path folder = Files.createTempDirectory(parent, name);
        Files.write(folder.resolve("model.onnx"), onnx());
        Files.write(folder.resolve("model.json"), ModelManifestJson.write(manifest(name, rule)));
        return folder;
    }

    static BundleFiles files(Path parent, String name) throws IOException {
        return BundleFiles.load(write(parent, name, RuleSpec.Adaptive.defaults()));
    }

    static byte[] onnx() throws IOException {
        String onnx = "/vigia/bundles/default/model.onnx";
        try (InputStream in = Objects.requireNonNull(NamedBundle.class.getResourceAsStream(onnx), onnx)) {
            return in.readAllBytes();
        }
    }

    private static ModelManifest manifest(String name, RuleSpec rule) {
        ModelManifest shipped = BundleFiles.shipped().manifest();
        return new ModelManifest(
                ModelManifest.FORMAT,
                name,
                "1",
                shipped.window(),
                shipped.input(),
                shipped.output(),
                rule,
                shipped.trained(),
                shipped.error(),
                shipped.onnxSha256(),
                shipped.golden());
    }
}
