package io.vigia.models.keras;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.vigia.models.WorkbenchException;
import io.vigia.models.reference.DoubleGraph;
import io.vigia.models.reference.UnknownOperatorException;
import java.nio.FloatBuffer;
import java.util.Map;

/** Counts what a network answers for one window, by asking it. */
final class OnnxAnswer {
    /** All of it, one number a row. */
    static final Tail ALL = (nodes, out, given, seen) -> new Signal(out, 1);

    private static final String REMEDY = "Export the network again, and test it with ONNX Runtime in Python first.";

    private final String file;
    private final byte[] onnx;
    private final int window;

    /** What comes behind a network's operators. */
    interface Tail {
        Signal apply(Nodes nodes, String out, Signal given, Signal seen);
    }

    /** @param onnx of one input, [N, window, 1], and one output of {@link #ALL} */
    OnnxAnswer(String file, byte[] onnx, int window) {
        this.file = file;
        this.onnx = onnx;
        this.window = window;
    }

    /**
     * How many numbers there are.
     *
     * @throws WorkbenchException if the network answers nothing, or too much
     */
    int count() {
        int count = counted();
        if (count < 1) {
            throw new WorkbenchException(file, "returns nothing for a window", REMEDY);
        }
        return count;
    }

    /** The formulas first: they are bounded in what they take. */
    private int counted() {
        try {
            return new DoubleGraph(onnx).answers(new float[window]).length;
        } catch (ArithmeticException | NegativeArraySizeException e) {
            throw new WorkbenchException(
                    file, "holds operators that need too much (" + e.getMessage() + ")", REMEDY, e);
        } catch (UnknownOperatorException | IndexOutOfBoundsException | IllegalArgumentException e) {
            return run();
        }
    }

    private int run() {
        var environment = OrtEnvironment.getEnvironment();
        try (var options = new OrtSession.SessionOptions();
                var session = environment.createSession(onnx, options);
                var values =
                        OnnxTensor.createTensor(environment, FloatBuffer.allocate(window), new long[] {1, window, 1});
                var result =
                        session.run(Map.of(session.getInputNames().iterator().next(), values))) {
            return ((OnnxTensor) result.get(0)).getFloatBuffer().remaining();
        } catch (OrtException e) {
            throw new WorkbenchException(file, "ONNX Runtime refuses it (" + e.getMessage() + ")", REMEDY, e);
        }
    }
}
