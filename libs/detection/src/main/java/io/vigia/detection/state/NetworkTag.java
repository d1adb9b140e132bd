package io.vigia.detection.state;

import io.vigia.detection.model.ModelManifest;
import io.vigia.detection.model.NetworkKind;
import io.vigia.detection.model.OutputScale;
import io.vigia.detection.model.Scaling;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Eight bytes that tell networks, with their scalings, apart: what a sensor's errors depend on. */
final class NetworkTag {
    private static final int ONNX_SHA_256 = 64;

    private NetworkTag() {}

    static long of(ModelManifest manifest) {
        ByteBuffer bytes = ByteBuffer.allocate(ONNX_SHA_256 + 2 * Integer.BYTES + 2 * Double.BYTES)
                .put(manifest.onnxSha256().getBytes(StandardCharsets.US_ASCII))
                .putInt(manifest.output() == OutputScale.SCALED ? 0 : 1);
        if (manifest.input() instanceof Scaling.Fixed fixed) {
            bytes.putInt(0).putDouble(fixed.center()).putDouble(fixed.scale());
        } else {
            bytes.putInt(1).putDouble(((Scaling.Sensor) manifest.input()).clip());
        }
        long tag = ByteBuffer.wrap(sha256(bytes.array())).getLong();
        return manifest.network() == NetworkKind.FORECAST ? tag : ~tag;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
