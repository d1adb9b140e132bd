package io.vigia.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LstmExportTest {
    private static final int WINDOW = 5;
    private static final int ROWS = 64;
    private static final TrainingPlan SMALL = new TrainingPlan(7, 1, 16, 2e-3f, 3);

    private final float[] windows = randomWindows();

    @Test
    void the_exported_network_predicts_what_the_trained_one_predicts() throws Exception {
        try (var lstm = new TorchLstm(SMALL, WINDOW)) {
            lstm.trainEpoch(new WindowSet(WINDOW, windows, new float[ROWS]));
            var expected = new float[ROWS];
            lstm.predict(windows, ROWS, expected);

            assertThat(predict(LstmExport.toOnnx(lstm.weights()), windows)).containsExactly(expected, within(1e-5f));
            assertThat(expected[0]).isNotEqualTo(expected[1]);
        }
    }

    @Test
    void a_window_alone_and_in_a_batch_gives_the_same_bits() throws Exception {
        try (var lstm = new TorchLstm(SMALL, WINDOW)) {
            var onnx = LstmExport.toOnnx(lstm.weights());
            var together = predict(onnx, windows);
            for (int row = 0; row < ROWS; row++) {
                var alone = predict(onnx, Arrays.copyOfRange(windows, row * WINDOW, (row + 1) * WINDOW));
                assertThat(alone).containsExactly(together[row]);
            }
        }
    }

    @Test
    void the_same_weights_give_the_same_file() {
        try (var lstm = new TorchLstm(SMALL, WINDOW)) {
            assertThat(LstmExport.toOnnx(lstm.weights())).isEqualTo(LstmExport.toOnnx(lstm.weights()));
        }
    }

    private static float[] predict(byte[] onnx, float[] windows) throws OrtException {
        int rows = windows.length / WINDOW;
        var environment = OrtEnvironment.getEnvironment();
        try (var session = environment.createSession(onnx, new OrtSession.SessionOptions());
                var input =
                        OnnxTensor.createTensor(environment, FloatBuffer.wrap(windows), new long[] {rows, WINDOW, 1});
                var outputs = session.run(Map.of("window", input))) {
            var rowsOfOne = (float[][]) outputs.get("prediction").orElseThrow().getValue();
            var predictions = new float[rows];
            for (int row = 0; row < rows; row++) {
                predictions[row] = rowsOfOne[row][0];
            }
            return predictions;
        }
    }

    private static float[] randomWindows() {
        var random = new Random(11);
        var windows = new float[ROWS * WINDOW];
        for (int i = 0; i < windows.length; i++) {
            windows[i] = (float) (3 * random.nextGaussian());
        }
        return windows;
    }
}
