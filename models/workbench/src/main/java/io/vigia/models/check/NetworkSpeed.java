package io.vigia.models.check;

import io.vigia.detection.model.Network;
import java.time.Duration;
import java.util.stream.LongStream;

/** How long a network takes for a window, on this machine and one thread. */
public final class NetworkSpeed {
    private static final int ROUNDS = 9;

    private final Network network;
    private final Duration round;

    /**
     * @param network any
     * @param round how long one of nine rounds goes on; the first is not counted, and the fastest of the others is told
     */
    public NetworkSpeed(Network network, Duration round) {
        this.network = network;
        this.round = round;
    }

    /** Microseconds for each window in batches of {@code rows}. */
    public double microsPerWindow(int rows) {
        float[] windows = waves(rows * network.window());
        float[] predictions = new float[rows];
        long nanos = LongStream.range(0, ROUNDS)
                .map(i -> nanosPerBatch(windows, rows, predictions))
                .skip(1)
                .min()
                .orElseThrow();
        return nanos / 1_000.0 / rows;
    }

    private long nanosPerBatch(float[] windows, int rows, float[] predictions) {
        long began = System.nanoTime();
        long batches = 0;
        while (batches == 0 || System.nanoTime() - began < round.toNanos()) {
            network.predict(windows, rows, predictions);
            batches++;
        }
        return (System.nanoTime() - began) / batches;
    }

    private static float[] waves(int length) {
        float[] windows = new float[length];
        for (int i = 0; i < length; i++) {
            windows[i] = (float) Math.sin(i / 3.0);
        }
        return windows;
    }
}
