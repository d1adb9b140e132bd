package io.vigia.models.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.detection.model.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleCheckTest {
    @TempDir
    private Path folder;

    /** Answers with what {@code answer} says for a batch of so many rows. */
    private static Network network(IntToDoubleFunction answer) {
        return new Network() {
            @Override
            public int window() {
                return 4;
            }

            @Override
            public void predict(float[] windows, int rows, float[] predictions) {
                for (int row = 0; row < rows; row++) {
                    predictions[row] = (float) answer.applyAsDouble(rows);
                }
            }
        };
    }

    @Test
    void speed_counts_windows_and_not_batches() {
        AtomicInteger rowsSeen = new AtomicInteger();
        Network counting = network(rows -> rowsSeen.incrementAndGet());
        assertThat(new NetworkSpeed(counting, Duration.ofNanos(1)).microsPerWindow(8))
                .isPositive();
        assertThat(rowsSeen.get()).as("nine rounds of at least one batch").isGreaterThanOrEqualTo(72);
    }

    @Test
    void bundles_are_found_by_their_two_files() throws IOException {
        Path whole = Files.createDirectories(folder.resolve("a/b"));
        Files.writeString(whole.resolve("model.json"), "{}");
        Files.writeString(whole.resolve("model.onnx"), "");
        Files.writeString(Files.createDirectories(folder.resolve("half")).resolve("model.json"), "{}");
        assertThat(BundleShelf.folders(folder)).containsExactly(whole);
    }
}
