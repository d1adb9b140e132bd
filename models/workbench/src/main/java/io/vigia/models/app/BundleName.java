package io.vigia.models.app;

import io.vigia.detection.onnx.BundleFiles;
import io.vigia.detection.onnx.ModelBundle;
import java.nio.file.Path;

/** How the commands name a bundle: its folder, or {@code shipped}. */
final class BundleName {
    static final String SHIPPED = "shipped";
    static final String DESCRIPTION = "Folder of a bundle, or 'shipped' for the bundle that ships with Vigía";

    private BundleName() {}

    /**
     * Loads and verifies a bundle.
     *
     * @throws io.vigia.detection.onnx.BundleException if there is none, or anything in it is not as it should be
     */
    static ModelBundle load(String name) {
        return ModelBundle.of(files(name));
    }

    /**
     * Reads a bundle's files.
     *
     * @throws io.vigia.detection.onnx.BundleException if one is missing or can't be read
     */
    static BundleFiles files(String name) {
        return name.equals(SHIPPED) ? BundleFiles.shipped() : BundleFiles.load(Path.of(name));
    }
}
