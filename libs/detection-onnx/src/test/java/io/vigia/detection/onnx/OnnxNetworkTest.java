package io.vigia.detection.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vigia.detection.model.ModelManifest.GoldenPair;
import io.vigia.property.Draw;
import io.vigia.property.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxNetworkTest {
    private static final int WINDOW = TestNetworks.WINDOW;

    private static OnnxNetwork lstm() {
        return new OnnxNetwork(TestNetworks.bytes("lstm.onnx"), "lstm.onnx", WINDOW);
    }

    @Test
    void an_lstm_answers_what_its_equations_say() {
        try (OnnxNetwork network = lstm()) {
            float[] answer = new float[1];
            for (GoldenPair pair : TestNetworks.answers()) {
                network.predict(pair.input(), 1, answer);

                assertThat(answer[0]).isCloseTo(pair.output(), within(1e-5f));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 63, 64, 65, 256, 512})
    void a_row_is_bit_for_bit_the_same_in_a_batch_of_any_size(int batch) {
        try (OnnxNetwork network = lstm()) {
            float[] windows = random(512, 3);
            float[] one = predict(network, windows, 1);

            assertThat(predict(network, windows, batch)).containsExactly(one);
        }
    }

    private static float[] random(int rows, long seed) {
        Random random = new Random(seed);
        float[] windows = new float[rows * WINDOW];
        for (int i = 0; i < windows.length; i++) {
            windows[i] = (float) random.nextGaussian();
        }
        return windows;
    }

    private static float[] predict(OnnxNetwork network, float[] windows, int batch) {
        int rows = windows.length / WINDOW;
        float[] all = new float[rows];
        float[] answers = new float[batch];
        for (int from = 0; from < rows; from += batch) {
            int count = Math.min(batch, rows - from);
            float[] some = new float[count * WINDOW];
            System.arraycopy(windows, from * WINDOW, some, 0, some.length);
            network.predict(some, count, answers);
            System.arraycopy(answers, 0, all, from, count);
        }
        return all;
    }

    @Test
    void threads_share_a_network_without_mixing_their_answers() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (OnnxNetwork network = lstm()) {
            List<Future<float[]>> answers = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                float[] windows = random(200, i);
                answers.add(threads.submit(() -> predict(network, windows, 50)));
            }
            for (int i = 0; i < 16; i++) {
                assertThat(answers.get(i).get()).containsExactly(predict(network, random(200, i), 200));
            }
        } finally {
            threads.shutdown();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"wide-output.onnx", "fixed-batch.onnx", "doubles.onnx"})
    void a_network_of_another_shape_is_refused_with_its_shape(String name) {
        assertThatThrownBy(() -> new OnnxNetwork(TestNetworks.bytes(name), name, WINDOW))
                .isInstanceOf(BundleException.class)
                .hasMessageStartingWith(name + ": for a window of 10, its ")
                .hasMessageContaining("It must have one float input of shape [N, window, 1]");
    }

    @Test
    void a_window_that_the_network_does_not_take_is_refused() {
        assertThatThrownBy(() -> new OnnxNetwork(TestNetworks.bytes("lstm.onnx"), "lstm.onnx", 24))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("for a window of 24, its input is 'window', FLOAT[-1, 10, 1]");
    }

    @Property(tries = 100)
    void arbitrary_bytes_are_refused(Draw draw) {
        byte[] bytes = draw.bytes();
        assertThatThrownBy(() -> new OnnxNetwork(bytes, "any.onnx", WINDOW).close())
                .isInstanceOf(BundleException.class)
                .hasMessageStartingWith("any.onnx: ");
    }
}
