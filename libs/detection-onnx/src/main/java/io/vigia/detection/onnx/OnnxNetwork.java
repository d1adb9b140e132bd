package io.vigia.detection.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.vigia.detection.model.Network;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;

/**
 * A network that ONNX Runtime runs on the calling thread. Thread-safe; each thread has its own buffers, as large as its
 * largest batch.
 */
public final class OnnxNetwork implements Network, AutoCloseable {
    private static final String REMEDY =
            "It must have one float input of shape [N, window, 1] and one float output of shape [N, 1]; export the network that way.";

    private final String file;
    private final OrtSession session;
    private final String input;
    private final String output;
    private final int window;
    private final ThreadLocal<Buffers> buffers = ThreadLocal.withInitial(() -> new Buffers(0, 0));

    /**
     * Opens a network.
     *
     * @param onnx the content of an ONNX file
     * @param file name in error messages
     * @param window values in one window
     * @throws BundleException if it is not ONNX, or its input or output has another shape
     */
    public OnnxNetwork(byte[] onnx, String file, int window) {
        this.file = file;
        this.window = window;
        session = open(onnx, file);
        try {
            input = only("input", session.getInputInfo(), window, 1);
            output = only("output", session.getOutputInfo(), 1);
        } catch (OrtException | BundleException e) {
            close();
            throw e instanceof BundleException refused ? refused : unreadable(file, e);
        }
    }

    private static OrtSession open(byte[] onnx, String file) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            return OrtEnvironment.getEnvironment().createSession(onnx, options);
        } catch (OrtException e) {
            throw unreadable(file, e);
        }
    }

    private static BundleException unreadable(String file, Exception cause) {
        return new BundleException(
                file,
                "ONNX Runtime refuses it (" + cause.getMessage() + ")",
                "It must be an ONNX file; create the bundle again.",
                cause);
    }

    /** The name of the only input or output, if its shape is N × {@code shape}. */
    private String only(String what, Map<String, NodeInfo> nodes, long... shape) {
        if (nodes.size() != 1) {
            throw new BundleException(file, "has the " + what + "s " + nodes.keySet(), REMEDY);
        }
        NodeInfo node = nodes.values().iterator().next();
        if (!(node.getInfo() instanceof TensorInfo tensor) || !fits(tensor, shape)) {
            throw new BundleException(
                    file, "for a window of " + window + ", its " + what + " is " + shown(node), REMEDY);
        }
        return node.getName();
    }

    private static boolean fits(TensorInfo tensor, long... shape) {
        long[] found = tensor.getShape();
        return tensor.type == OnnxJavaType.FLOAT
                && found.length == shape.length + 1
                && found[0] == -1
                && Arrays.equals(found, 1, found.length, shape, 0, shape.length);
    }

    private static String shown(NodeInfo node) {
        return node.getInfo() instanceof TensorInfo tensor
                ? "'" + node.getName() + "', " + tensor.type + Arrays.toString(tensor.getShape())
                : "'" + node.getName() + "', no tensor";
    }

    @Override
    public int window() {
        return window;
    }

    @Override
    public void predict(float[] windows, int rows, float[] predictions) {
        Buffers own = buffers(rows);
        own.input.clear().limit(rows * window);
        own.input.put(windows, 0, rows * window).flip();
        own.output.clear().limit(rows);
        try (OnnxTensor from = tensor(own.input, rows, window, 1);
                OnnxTensor to = tensor(own.output, rows, 1);
                OrtSession.Result pinned = session.run(Map.of(input, from), Map.of(output, to))) {
            own.output.get(0, predictions, 0, rows);
        } catch (OrtException e) {
            throw new BundleException(
                    file,
                    "failed on a batch of " + rows + " windows (" + e.getMessage() + ")",
                    "The network cannot score; check the bundle.",
                    e);
        }
    }

    private static OnnxTensor tensor(FloatBuffer values, long... shape) throws OrtException {
        return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), values, shape);
    }

    private Buffers buffers(int rows) {
        Buffers own = buffers.get();
        if (own.output.capacity() < rows) {
            int capacity = Math.max(64, Integer.highestOneBit(rows - 1) * 2);
            own = new Buffers(capacity * window, capacity);
            buffers.set(own);
        }
        return own;
    }

    /** Frees the native session; {@link #predict} fails from then on. */
    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new BundleException(file, "could not be closed (" + e.getMessage() + ")", "Restart the process.", e);
        }
    }

    /** Native memory that ONNX Runtime reads and writes in place. */
    private static final class Buffers {
        final FloatBuffer input;
        final FloatBuffer output;

        Buffers(int inputs, int outputs) {
            input = floats(inputs);
            output = floats(outputs);
        }

        private static FloatBuffer floats(int count) {
            return ByteBuffer.allocateDirect(count * Float.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
        }
    }
}
