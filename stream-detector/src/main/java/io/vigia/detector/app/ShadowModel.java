package io.vigia.detector.app;

import io.vigia.detection.onnx.ModelBundle;
import org.jspecify.annotations.Nullable;

/** The configured shadow's bundle, if there is one; closed with the service. */
record ShadowModel(@Nullable ModelBundle bundle) implements AutoCloseable {
    @Override
    public void close() {
        if (bundle != null) {
            bundle.close();
        }
    }
}
