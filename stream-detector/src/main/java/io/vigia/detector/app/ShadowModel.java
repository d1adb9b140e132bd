package io.vigia.detector.app;

import io.vigia.detection.onnx.ModelBundle;
import org.jspecify.annotations.Nullable;

/** The bundle of the configured shadow model, if any; closed with the service. */
record ShadowModel(@Nullable ModelBundle bundle) implements AutoCloseable {
    @Override
    public void close() {
        if (bundle != null) {
            bundle.close();
        }
    }
}
